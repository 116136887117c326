"""The invented company: the same every time, believable, and right in its references."""

import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from badges_site.demo.company.badges import BADGE_OF_THEME, PANEL_BADGE
from badges_site.demo.company.build import build, write
from badges_site.demo.company.model import quarter, slug
from badges_site.demo.company.names import CULTURES
from badges_site.demo.company.stories import STORIES, admirers, leaning_manager, many_tokens, newcomer, quiet_hero
from badges_site.demo.company.words import freshness
from recognition.plain_text import check_plain_text
from scoring.catalogue import load_catalogue
from scoring.engine.facts import GiftTexts
from scoring.engine.near_texts import near_pairs
from scoring.engine.policy import CURRENT
from scoring.facts.text_signature import signature_of, words_of

TODAY = date(2026, 11, 20)
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def company():
    return build(TODAY)


def test_the_same_day_gives_the_same_company_in_another_process(company):
    program = (
        "import datetime, hashlib; from badges_site.demo.company.build import build;"
        "c = build(datetime.date(2026, 11, 20));"
        "print(hashlib.sha256(repr((c.people, c.outcomes, c.acknowledgements, c.thanks, c.nominations)).encode())"
        ".hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


def test_it_has_about_three_hundred_people_of_many_cultures(company):
    assert 280 <= len(company.people) <= 330
    assert len(CULTURES) >= 8
    homes = {person.location for person in company.humans()}
    assert len(homes) >= 16
    assert sum(person.left_on is not None for person in company.humans()) >= 5
    assert sum(person.moved_on is not None for person in company.humans()) >= 3
    assert sum(person.automated for person in company.people.values()) == 2


def test_the_tree_has_four_levels_and_everybody_but_one_has_a_manager(company):
    def depth(team):
        parent = company.teams[team].parent
        return 1 if parent is None else 1 + depth(parent)

    assert max(depth(team) for team in company.teams) == 4
    without = [person for person in company.humans() if person.manager is None]
    assert [person.title for person in without] == ["Chief Executive"]
    assert all(person.manager in company.people for person in company.humans() if person.manager)


def test_every_fact_names_people_who_worked_there_that_day(company):
    rows = [*company.nominations, *company.thanks]
    assert len(rows) > 3_000
    for row in rows:
        day = date.fromisoformat(row["at"][:10])
        for key in (row["from"], row["to"]):
            person = company.people[key]
            # A moment is in UTC, the day is the person's own: a day may lie between.
            assert person.started_on <= day or (person.started_on - day).days <= 1, row
            assert person.left_on is None or day <= person.left_on, row
        assert row["from"] != row["to"]
        assert row["at"] < f"{TODAY}T00:00:00Z"


def test_nobody_reads_the_same_reason_twice_in_a_month(company):
    read = defaultdict(list)
    for row in company.nominations:
        read[row["reason"]].append(date.fromisoformat(row["at"][:10]))
    again = [days for days in map(sorted, read.values()) if len(days) > 1]
    assert all((later - day).days > freshness.DAYS for days in again for day, later in pairwise(days))


def test_no_text_nearly_equals_two_others_of_its_month_but_those_that_were_asked_for(company):
    """What N07 asks, one text stricter, with its own hashes."""
    rows = [(row["at"], row["reason"]) for row in company.nominations]
    rows += [(row["at"], row["text"]) for row in company.thanks]
    texts = GiftTexts(
        kind=np.zeros(len(rows), np.int64),
        gift=np.arange(len(rows)),
        words=np.array([words_of(text) for _, text in rows]),
        signature=np.stack([signature_of(text) for _, text in rows]),
    )
    near = defaultdict(set)
    for one, other in near_pairs(texts, CURRENT.detectors.copy_similarity):
        days = [date.fromisoformat(rows[row][0][:10]) for row in (one, other)]
        if abs((days[0] - days[1]).days) <= CURRENT.detectors.copy_days:
            near[one].add(other)
            near[other].add(one)
    copied = {rows[row][1] for row, others in near.items() if len(others) >= CURRENT.detectors.copy_texts - 1}
    assert copied
    assert copied <= set(leaning_manager.TEXTS)
    assert int(texts.words.min()) >= CURRENT.detectors.least_words


def test_nobody_says_the_same_twice_in_a_quarter(company):
    voices = Counter((row["badge"], row["to"], row["from"], quarter(row["at"])) for row in company.nominations)
    assert voices.most_common(1)[0][1] == 1


def test_every_text_is_plain_and_has_no_slot_left_open(company):
    texts = [row["reason"] for row in company.nominations] + [row["text"] for row in company.thanks]
    texts += [row["title"] for row in company.outcomes]
    for text in texts:
        check_plain_text(text)
        assert "{" not in text
        assert len(text) <= 500


def test_nominations_are_for_badges_that_colleagues_can_nominate_for():
    nominable = {badge.slug for badge in load_catalogue() if badge.nominable}
    assert set(BADGE_OF_THEME.values()) | {PANEL_BADGE} <= nominable


def test_every_story_has_a_person_and_a_line(company):
    assert len({story.key for story in STORIES}) == len(STORIES) >= 13
    for story in STORIES:
        assert story.key in company.people
        assert len(story.line) <= 120
    offices = {role for story in STORIES for role, _ in story.roles}
    assert offices == {"admin", "steward", "reviewer", "auditor"}


def test_the_stories_are_told_as_they_are_announced(company):
    reviews = [row for row in company.acknowledgements if row["from"] == quiet_hero.KEY and row["kind"] == "reviewed"]
    assert len(reviews) >= 300
    assert sum(row["to"] == quiet_hero.KEY for row in company.nominations) == 2

    traces = [row for row in company.outcomes if row["person"] == many_tokens.KEY]
    traces += [row for row in company.nominations if many_tokens.KEY in (row["from"], row["to"])]
    assert traces == []
    assert many_tokens.TOKENS == 281_000_000_000

    members = {key for key, *_ in admirers.MEMBERS}
    within = [row for row in company.nominations if row["from"] in members and row["to"] in members]
    assert len(within) >= 5 * 4 * 6

    surge = [row for row in company.nominations if row["reason"] in leaning_manager.TEXTS]
    assert len(surge) >= 4
    assert {row["to"] for row in surge} == {leaning_manager.KEY}
    assert len({row["at"][:10] for row in surge}) <= 2

    assert sum(row["to"] == newcomer.KEY for row in company.thanks) == 3


def test_it_is_written_in_the_files_that_the_import_reads(company, tmp_path):
    write(company, tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {f"{name}.jsonl.gz" for name in ("people", "teams", "outcomes", "acknowledgements", "nominations")}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Łukasz Wróbel", "lukasz.wrobel"), ("Øyvind Dahl", "oyvind.dahl"), ("Ligaya Dela-Cruz", "ligaya.dela.cruz")],
)
def test_keys_are_plain_letters(name, expected):
    assert slug(name) == expected
