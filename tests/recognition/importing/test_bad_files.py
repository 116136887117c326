"""import_directory on bad files: every problem is named, nothing is written"""

import gzip

import pytest
from django.utils import translation

from recognition.importing import problems as problem_list
from recognition.importing.problems import ImportRefusedError
from recognition.importing.row_errors import in_words
from recognition.models import AuditEntry, Outcome, Person, Team

from .conftest import ACKNOWLEDGEMENTS, OUTCOMES, PEOPLE
from .test_facts_from_files import nomination

P1 = {"id": "p1", "display_name": "A"}


def change(**more):
    return {"id": "o1", "kind": "change_merged", "person": "p1", "at": "2025-03-01T10:00:00Z"} | more


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (b'{"id": "p9", "display_name": ', "people.jsonl:2: broken JSON at character"),
        (b'["p9"]', "people.jsonl:2: one JSON object a line is expected"),
        (b"\xff\xfe{}", "people.jsonl:2: not UTF-8 (byte 1)"),
        (b"[" * 100_000, "people.jsonl:2: "),
        ({"display_name": "A"}, "people.jsonl:2: id: Field required"),
        ({"id": "p 9", "display_name": "A"}, "people.jsonl:2: id: String should match pattern"),
        ({"id": "p9", "display_name": "A\x00B"}, "display_name: Value error, Character 2 is a control character"),
        ({"id": "p9", "display_name": "A\u202eB"}, "Character 2 is a hidden mark that turns the reading direction"),
        (b'{"id": "p9", "display_name": "A\\ud800B"}', "people.jsonl:2: display_name: "),
        ({"id": "p9", "display_name": ""}, "display_name: String should have at least 1 character"),
        ({"id": "p9", "display_name": "A", "email": "nobody"}, "email: Value error, not an e-mail address"),
        ({"id": "p9", "display_name": "A", "timezone": "Moon/Sea"}, "timezone: Value error, not a time zone"),
        ({"id": "p9", "display_name": "A", "started_on": "2999-01-01"}, "the day 2999-01-01 lies far in the future"),
        ({"id": "p9", "display_name": "A", "manager": "px"}, "there is no person px: neither in people.jsonl nor"),
        ({"id": "p9", "display_name": "A", "manager": "p9"}, "p9 would be their own manager"),
        ({"id": "p9", "display_name": "A", "started_on": "2024-02-01", "left_on": "2024-01-01"}, "left_on 2024-01-01"),
        ({"id": "p1", "display_name": "Somebody else"}, "person p1 was already given above with other content"),
    ],
    ids=lambda value: "" if isinstance(value, str) else None,
)
def test_a_bad_person_is_refused_with_file_and_line(problems_of, facts, row, message):
    told = problems_of(facts(people=[P1, row]))
    assert message in "\n".join(told)
    assert told[0].startswith("people.jsonl:2: ")
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (change(person="px"), "there is no person px"),
        (change(kind="prompt_sent"), "kind: Input should be 'change_merged'"),
        (change(at="2999-01-01T00:00:00Z"), "at: Value error, the date 2999-01-01 lies in the future"),
        (change(at="1970-01-01T00:00:00Z"), "at: Value error, the date 1970-01-01 lies before 1990"),
        (change(at="yesterday"), "at: Input should be a valid datetime"),
        (change(lines_added=-1), "lines_added: Input should be greater than or equal to 0"),
        (change(url="javascript:alert(1)"), "url: Value error, not a web address"),
        (change(title="t\x07"), "title: Value error, Character 2 is a control character"),
        (change(reverts="o1"), "outcome o1 cannot take itself back"),
        (change(reverts="ox"), "there is no outcome ox: neither in outcomes.jsonl nor in the database"),
        (change(reverted_by="o2"), "reverted_by without reverted_at"),
    ],
    ids=lambda value: "" if isinstance(value, str) else None,
)
def test_a_bad_outcome_is_refused_with_file_and_line(problems_of, facts, row, message):
    told = problems_of(facts(people=[P1], outcomes=[row, change(id="o2")]))
    assert message in "\n".join(told)
    assert told[0].startswith("outcomes.jsonl:1: ")
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (nomination("n1", receiver="p2"), "p2 nominates themself"),
        (nomination("n1", reason="x" * 500_000), "reason: String should have at most 4000 characters"),
        (nomination("n1", reason="x" * 10_000_000), "the line is longer than 1 MiB"),
        (nomination("n1") | {"badge": "unheard-of"}, "there is no published badge unheard-of"),
        (nomination("n1", giver="p4"), "a bot can neither give nor receive a nomination"),
        (nomination("n1", outcomes=["o2"]), "outcome o2 is not one that p1 shares in"),
        (nomination("n1", outcomes=["ox"]), "there is no outcome ox"),
        (nomination("n1", withdrawn_at="2025-01-01T00:00:00Z"), "withdrawn_at lies before at"),
    ],
    ids=["of oneself", "long", "10 MB", "badge", "bot", "not theirs", "no outcome", "withdrawn before"],
)
def test_a_bad_nomination_is_refused_with_file_and_line(problems_of, facts, badge, row, message):
    people = [*PEOPLE, {"id": "p4", "display_name": "Robo", "automated": True}]
    told = problems_of(facts(people=people, outcomes=OUTCOMES, nominations=[row]))
    assert message in "\n".join(told)
    assert told[0].startswith("nominations.jsonl:1: ")
    assert not Person.objects.exists()


def test_two_nominations_of_one_voice_in_a_quarter_are_refused(problems_of, facts, badge):
    told = problems_of(facts(people=PEOPLE, nominations=[nomination("n1"), nomination("n2")]))
    assert told == ["nominations.jsonl:2: n1 already says this of the same person in this quarter"]


def test_an_acknowledgement_of_nobody_for_nothing_is_refused(problems_of, facts):
    row = ACKNOWLEDGEMENTS[0] | {"from": "px", "outcome": "ox"}
    told = problems_of(facts(people=PEOPLE, outcomes=OUTCOMES, acknowledgements=[row]))
    assert len(told) == 2
    assert all(line.startswith("acknowledgements.jsonl:1: there is no ") for line in told)


def test_a_cycle_of_managers_is_told_once_with_all_who_are_in_it(problems_of, facts):
    people = [{"id": f"p{n}", "display_name": "A", "manager": f"p{n % 3 + 1}"} for n in (1, 2, 3)]
    told = problems_of(facts(people=[*people, {"id": "p4", "display_name": "B", "manager": "p1"}]))
    assert told == ["people.jsonl:1: p1 would be their own manager, over others or directly (p1 -> p2 -> p3 -> p1)"]


def test_a_cycle_with_people_in_the_database_is_found_too(load, problems_of, facts):
    load(facts(people=PEOPLE))  # p1 manages p2
    told = problems_of(facts(people=[PEOPLE[0] | {"manager": "p2"}]), update_people=True)
    assert "p1 would be their own manager" in told[0]
    assert Person.objects.get(key="p1").manager is None


def test_a_cycle_of_teams_and_an_unknown_parent_are_found(problems_of, facts):
    rows = [{"id": "t1", "name": "A", "parent": "t2"}, {"id": "t2", "name": "B", "parent": "t1"}]
    told = problems_of(facts(teams=[*rows, {"id": "t3", "name": "C", "parent": "tx"}]))
    assert len(told) == 2
    assert "there is no team tx" in told[0]
    assert "would stand under itself (t1 -> t2 -> t1)" in told[1]


def test_a_team_that_would_move_in_the_tree_is_refused(load, problems_of, facts):
    teams = [{"id": "t0", "name": "All"}, {"id": "t1", "name": "A", "parent": "t0"}]
    load(facts(teams=teams))
    told = problems_of(facts(teams=[{"id": "t1", "name": "A"}]))
    assert told == ["teams.jsonl:1: team t1 already stands elsewhere in the tree: close it and give a new id"]
    assert Team.objects.get(key="t1").parent.key == "t0"


def test_known_facts_and_people_do_not_change(load, problems_of, facts):
    load(facts(people=PEOPLE, outcomes=OUTCOMES))
    told = problems_of(facts(people=[PEOPLE[0] | {"display_name": "Another"}], outcomes=[OUTCOMES[1] | {"root": "X"}]))
    assert told == [
        "people.jsonl:1: p1 is already known with another display_name: to take it over, give --update-people",
        "outcomes.jsonl:1: outcome o2 is already known with another root: facts do not change",
    ]
    assert Person.objects.get(key="p1").display_name == "Étienne Roux"


def test_an_address_that_two_people_claim_is_refused(load, problems_of, facts):
    people = [P1 | {"email": "a@plaudit.example"}, {"id": "p2", "display_name": "B", "email": "A@plaudit.example"}]
    assert "is also the address of p1" in problems_of(facts(people=people))[0]
    load(facts(people=people[:1]))
    told = problems_of(facts(people=[{"id": "p3", "display_name": "C", "email": "a@plaudit.example"}]))
    assert told == ["people.jsonl:1: a@plaudit.example is already the address of p1"]


def test_the_first_fifty_problems_are_shown_and_all_are_counted(load, facts):
    with pytest.raises(ImportRefusedError) as refused:
        load(facts(people=[{"id": "p1"}] * 120))
    assert refused.value.problems.count == 120
    assert len(refused.value.problems.first) == problem_list.SHOWN


def test_a_good_file_is_not_kept_when_another_is_bad(problems_of, facts):
    problems_of(facts(people=PEOPLE, outcomes=[change(person="px")]))
    assert not Person.objects.exists()
    assert not Outcome.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_cut_off_gzip_file_is_refused(problems_of, facts, tmp_path):
    packed = gzip.compress(b'{"id": "p1", "display_name": "A"}\n' * 1000)
    (tmp_path / "people.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    assert "the gzip file is broken or cut off" in problems_of(tmp_path)[0]
    (tmp_path / "people.jsonl.gz").write_bytes(b"not packed at all")
    assert "the gzip file is broken or cut off" in problems_of(tmp_path)[0]


def test_a_directory_without_any_file_is_refused(problems_of, tmp_path):
    assert "holds none of teams.jsonl, people.jsonl" in problems_of(tmp_path)[0]
    assert "is no directory" in problems_of(tmp_path / "nowhere")[0]


def test_a_directory_in_place_of_a_file_is_refused(problems_of, tmp_path):
    (tmp_path / "people.jsonl").mkdir()
    assert problems_of(tmp_path) == [
        "people.jsonl: cannot be read (Is a directory): it must be a file that you may read"
    ]


def test_a_plain_and_a_packed_file_of_one_name_are_refused(problems_of, facts):
    facts(people=PEOPLE)
    assert problems_of(facts(people=PEOPLE, packed=True)) == [
        "people.jsonl.gz: stands beside people.jsonl: keep one of them"
    ]


def test_a_refused_row_is_not_blamed_on_those_who_name_it(problems_of, facts):
    bad_person = {"id": "p1", "display_name": "A", "email": "nobody"}
    bad_outcome = change(id="o2", lines_added=-1)
    thanks = {"outcome": "o2", "from": "p2", "to": "p1", "kind": "helped", "at": "2025-03-01T09:00:00Z"}
    people = [bad_person, {"id": "p2", "display_name": "B", "manager": "p1"}]
    told = problems_of(facts(people=people, outcomes=[change(), bad_outcome], acknowledgements=[thanks]))
    assert [line.split(": ")[0] for line in told] == ["people.jsonl:1", "outcomes.jsonl:2"]


def test_what_is_wrong_is_said_in_the_readers_language(problems_of, facts):
    people = [{"display_name": "A"}, {"id": "p9", "display_name": "A", "timezone": "Moon/Sea", "manager": "px"}]
    with translation.override("de"):
        told = problems_of(facts(people=[*people, P1 | {"manager": "px"}]))
    assert told == [
        "people.jsonl:1: id: fehlt",
        "people.jsonl:2: timezone: keine Zeitzone wie Europe/Lisbon",
        "people.jsonl:3: eine Person px gibt es nicht: weder in people.jsonl noch in der Datenbank",
    ]


def test_a_mistake_that_has_no_words_of_ours_is_said_as_it_is():
    with translation.override("de"):
        assert (
            in_words({"type": "uuid_parsing", "msg": "Input should be a valid UUID"}) == "Input should be a valid UUID"
        )
        assert in_words({"type": "greater_than_equal", "msg": "", "ctx": {"ge": 0}}) == "muss 0 oder mehr sein"
