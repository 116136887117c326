"""import_directory on good files"""

import json
from datetime import UTC, date, datetime

import pytest

from recognition.models import (
    AuditEntry,
    Badge,
    Contribution,
    Nomination,
    Outcome,
    Person,
    Reversal,
    Team,
    TeamMembership,
    Thanks,
    Verification,
)
from recognition.signals import facts_changed

from .conftest import ACKNOWLEDGEMENTS, OUTCOMES, PEOPLE


def test_it_loads_people_with_teams_and_managers(load, small):
    load(small)
    noor = Person.objects.get(key="p2")
    assert (noor.display_name, noor.team.key, noor.manager.key) == ("Noor Haddad", "t2", "p1")
    assert Person.objects.get(key="p1").started_on == date(2024, 1, 2)
    assert Person.objects.get(key="p3").team is None


def test_it_loads_outcomes_with_authors_and_co_authors(load, small):
    load(small)
    outcome = Outcome.objects.get(source="import", key="o1")
    assert (outcome.at, outcome.lines_changed, outcome.area) == (datetime(2025, 3, 1, 10, tzinfo=UTC), 13, "docs")
    assert outcome.merged_by.key == "p3"
    parts = Contribution.objects.filter(outcome=outcome).values_list("person__key", "is_author", "team__key")
    assert sorted(parts) == [("p1", True, "t1"), ("p2", False, "t2")]
    assert Outcome.objects.get(key="o2").root == "INC-1"


def test_a_review_is_a_verification_and_help_is_thanks_from_the_author(load, small):
    load(small)
    review = Verification.objects.get()
    assert (review.verifier.key, review.outcome.key, review.kind) == ("p3", "o1", "reviewed")
    help_, own = Thanks.objects.order_by("kind")
    assert (help_.giver.key, help_.receiver.key, help_.kind) == ("p1", "p2", "helped")
    assert help_.relation == 2, "p1 manages p2"
    assert own.giver == own.receiver, "kept as a fact; the judge counts nothing for it"


def test_the_second_time_changes_nothing(load, small):
    first = load(small)
    assert first.changed
    entries = AuditEntry.objects.count()
    again = load(small)
    assert not again.changed
    assert {noun: count.unchanged for noun, count in again.counts.items() if count.unchanged} == {
        "people": 3, "outcomes": 2, "verifications": 1, "thanks": 2,
    }  # fmt: skip
    assert AuditEntry.objects.count() == entries


def test_packed_files_say_the_same(load, facts):
    directory = facts(people=PEOPLE, outcomes=OUTCOMES, packed=True)
    load(directory)
    assert Outcome.objects.count() == 2


def test_a_dry_run_counts_and_writes_nothing(load, small):
    assert load(small, dry_run=True).counts["outcomes"].new == 2
    assert not Person.objects.exists()
    assert not AuditEntry.objects.exists()


def test_it_tells_once_whose_facts_changed_and_leaves_one_audit_entry(load, small):
    heard = []

    def listener(person_ids, reason, **more):
        heard.append((set(person_ids), reason))

    facts_changed.connect(listener)
    load(small)
    facts_changed.disconnect(listener)
    assert heard == [(set(Person.objects.values_list("pk", flat=True)), "facts.import")]
    entry = AuditEntry.objects.get()
    assert entry.data["counts"]["outcomes"] == {"new": 2, "updated": 0, "unchanged": 0}
    assert set(entry.data["files"]) == {"people.jsonl", "outcomes.jsonl", "acknowledgements.jsonl"}


def test_facts_keep_the_team_of_their_day(load, facts):
    history = [
        {"team": "t1", "first_seen": "2023-01-01", "last_seen": "2025-02-01"},
        {"team": "t2", "first_seen": "2025-01-15", "last_seen": "2026-01-01"},
    ]
    people = [{"id": "p1", "display_name": "A", "team": "t2", "team_history": history}]
    days = {"o1": "2024-05-01", "o2": "2025-01-20", "o3": "2022-01-01"}
    outcomes = [{"id": o, "kind": "ticket_closed", "person": "p1", "at": f"{day}T00:00:00Z"} for o, day in days.items()]
    load(facts(people=people, outcomes=outcomes))
    stretches = TeamMembership.objects.values_list("team__key", "since", "until")
    assert list(stretches) == [("t1", date(2023, 1, 1), date(2025, 1, 15)), ("t2", date(2025, 1, 15), None)]
    teams = dict(Contribution.objects.values_list("outcome__key", "team__key"))
    assert teams == {"o1": "t1", "o2": "t2", "o3": "t2"}, "before the first known day: the present team"


def test_two_teams_that_begin_on_one_day_are_resolved_the_same_way_in_any_order(load, facts):
    pair = [{"team": team, "first_seen": "2023-01-01", "last_seen": "2023-02-01"} for team in ("t1", "t2")]
    people = [
        {"id": "p1", "display_name": "A", "team_history": pair},
        {"id": "p2", "display_name": "B", "team_history": pair[::-1]},
    ]
    load(facts(people=people))
    assert list(TeamMembership.objects.values_list("person__key", "team__key").order_by("person")) == [
        ("p1", "t2"), ("p2", "t2"),
    ]  # fmt: skip


def test_the_last_team_ends_where_the_person_has_another_now(load, facts):
    history = [{"team": "t1", "first_seen": "2023-01-01", "last_seen": "2023-06-30"}]
    load(facts(people=[{"id": "p1", "display_name": "A", "team": "t9", "team_history": history}]))
    assert TeamMembership.objects.get().until == date(2023, 7, 1)


def test_the_tree_of_teams_is_kept(load, facts):
    teams = [{"id": "t1", "name": "Platform", "parent": "t0"}, {"id": "t0", "name": "Engineering"}]
    load(facts(teams=teams, people=PEOPLE))
    assert Team.objects.get(key="t1").parent.name == "Engineering"
    assert Team.objects.get(key="t2").name == "t2", "made from its id"
    assert not load(facts(teams=teams, people=PEOPLE)).changed


def change(key, **more):
    return {"id": key, "kind": "change_merged", "person": "p1", "at": "2025-03-01T10:00:00Z"} | more


@pytest.mark.parametrize("turned", [False, True], ids=["in order", "latest first"])
def test_a_change_its_revert_and_its_return_share_one_root(load, facts, turned):
    rows = [
        change("o1", reverted_by="o2", reverted_at="2025-03-02T10:00:00Z"),
        change("o2", at="2025-03-02T10:00:00Z", reverts="o1"),
        change("o3", at="2025-03-03T10:00:00Z", reverts="o2"),
        change("o4"),
    ]
    load(facts(people=PEOPLE, outcomes=rows[::-1] if turned else rows))
    roots = Outcome.objects.order_by("key").values_list("key", "root", "kind")
    assert list(roots) == [
        ("o1", "o1", "change_merged"),
        ("o2", "o1", "change_reverted"),
        ("o3", "o1", "change_merged"),
        ("o4", "", "change_merged"),
    ]
    taken = Reversal.objects.order_by("outcome__key").values_list("outcome__key", "by_outcome__key", "at__day")
    assert list(taken) == [("o1", "o2", 2), ("o2", "o3", 3)]
    assert not load(facts(people=PEOPLE, outcomes=rows)).changed


def test_a_revert_that_comes_in_a_later_file_takes_back_what_is_already_known(load, facts):
    load(facts(people=PEOPLE, outcomes=[change("o1")]))
    summary = load(facts(outcomes=[change("o2", at="2025-03-02T10:00:00Z", reverts="o1")]))
    assert Outcome.objects.get(key="o1").root == Outcome.objects.get(key="o2").root == "o1"
    assert Reversal.objects.get().by_outcome.key == "o2"
    assert Person.objects.get(key="p1").pk in summary.person_ids


def nomination(key, giver="p2", receiver="p1", at="2025-03-05T10:00:00Z", **more):
    return {
        "id": key, "badge": "bridge-builder", "from": giver, "to": receiver, "at": at,
        "reason": "She wrote the page that everybody uses now.",
    } | more  # fmt: skip


def test_nominations_come_with_outcomes_and_join_earlier_ones(load, facts, badge):
    rows = [nomination("n2", giver="p3", at="2025-06-01T00:00:00Z"), nomination("n1", outcomes=["o1"])]
    load(facts(people=PEOPLE, outcomes=OUTCOMES, nominations=rows))
    first, second = Nomination.objects.order_by("at")
    assert second.first == first
    assert first.first is None
    assert [outcome.key for outcome in first.outcomes.all()] == ["o1"]
    assert (first.relation, first.quarter) == (1, 2025 * 4)
    assert not load(facts(people=PEOPLE, outcomes=OUTCOMES, nominations=rows)).changed


def test_a_withdrawal_that_came_later_is_taken_over(load, facts, badge):
    load(facts(people=PEOPLE, nominations=[nomination("n1")]))
    summary = load(facts(nominations=[nomination("n1", withdrawn_at="2025-04-01T00:00:00Z")]))
    assert summary.counts["nominations"].updated == 1
    assert Nomination.objects.get().withdrawn_at == datetime(2025, 4, 1, tzinfo=UTC)


def test_what_nothing_reads_is_said(load, facts):
    people = [row | {"shoe_size": 41, "hat": "no", "lamp": "on"} for row in PEOPLE]
    usage = [{"person": "p1", "tool": "x", "day": "2025-01-01", "requests": 3}] * 2
    summary = load(facts(people=people, usage=usage, weather=[{}]))
    assert summary.ignored == {"people.shoe_size": 3, "people.hat": 3, "people.lamp": 3}
    told = "\n".join(summary.lines())
    assert "usage.jsonl: 2 rows not read here; load usage with `manage.py import_usage usage.jsonl`" in told
    assert "weather.jsonl: not read" in told
    assert "people.hat (3), people.lamp (3), people.shoe_size (3)" in told


def test_identical_repeated_rows_are_counted_as_unchanged(load, facts):
    spelled_otherwise = json.dumps(dict(reversed(PEOPLE[0].items()))).encode()
    summary = load(facts(people=[*PEOPLE, spelled_otherwise], outcomes=OUTCOMES + OUTCOMES[:1],
                         acknowledgements=ACKNOWLEDGEMENTS * 2))  # fmt: skip
    assert summary.counts["people"].unchanged == 1
    assert (summary.counts["outcomes"].new, summary.counts["outcomes"].unchanged) == (2, 1)
    assert (summary.counts["thanks"].new, summary.counts["thanks"].unchanged) == (2, 2)


def test_people_may_be_updated_where_that_is_asked_for(load, facts):
    load(facts(people=PEOPLE))
    moved = [PEOPLE[1] | {"team": "t1", "manager": "p3", "left_on": "2026-01-31", "display_name": "Noór Øst"}]
    summary = load(facts(people=moved), update_people=True)
    assert (summary.counts["people"].updated, summary.counts["people"].new) == (1, 0)
    noor = Person.objects.get(key="p2")
    assert (noor.team.key, noor.manager.key, noor.left_on) == ("t1", "p3", date(2026, 1, 31))
    assert noor.search_text.startswith("noor ost")
    assert Person.objects.get(key="p1").started_on == date(2024, 1, 2)


def test_two_sources_may_use_the_same_ids(load, small):
    load(small)
    load(small, source="other")
    assert Outcome.objects.filter(key="o1").count() == 2
    assert not Badge.objects.exists()


def test_nominations_can_wait_until_their_badges_are_published(load, facts, badge):
    directory = facts(people=PEOPLE, nominations=[nomination("n1")])
    summary = load(directory, only=("people",))
    assert "nominations.jsonl: left out, as asked" in summary.lines()
    assert not Nomination.objects.exists()
    load(directory)
    assert Nomination.objects.get().key == "n1"
