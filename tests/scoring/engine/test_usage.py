"""Credited weeks: at most one a week, whatever the volume, in any order; findings only lower them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.criteria.parse import parse_rule
from scoring.engine.facts import Facts, FindingRows, People, Ruled, UsageWeeks
from scoring.engine.findings import CODES, About, usage_week_ids
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import CURRENT, WEEK
from scoring.engine.standing import stand
from scoring.engine.usage import credited_weeks
from tests.scoring.engine.rules import part_of_the_profile

FIRST_WEEK = 514  # begins in the epoch 39; the next begins in the epoch 40
AT = CURRENT.anchor + (FIRST_WEEK + 20) * WEEK + 1000  # in the running week FIRST_WEEK + 20
PEOPLE = (1, 2, 3)

# Person, week, active days, requests, rhythm.
rows = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.integers(FIRST_WEEK, FIRST_WEEK + 22),
        st.integers(1, 7),
        st.integers(0, 10**12),
        st.sampled_from([-1.0, 0.2, None]),
        st.sampled_from([0.0, 5.0, None]),
        st.sampled_from([0.0, 1.0, None]),
    ),
    max_size=40,
    unique_by=lambda row: row[:2],
)
suspicions = st.tuples(
    st.just(About.USAGE_WEEK),
    st.tuples(st.sampled_from(PEOPLE), st.integers(FIRST_WEEK, FIRST_WEEK + 22)).map(
        lambda pair: int(usage_week_ids(np.array(pair[0]), np.array(pair[1])))
    ),
    st.sampled_from([CODES.index(code) for code in ("U01", "U02", "U03", "U04")]),
    st.sampled_from([0.0, 0.3, 0.5]),
    st.sampled_from([0.0, 0.0005, 0.02]),
    st.sampled_from([Ruled.OPEN, Ruled.OPEN, Ruled.CONFIRMED]),
    st.sampled_from([None, AT - 1, AT + 1]),
    st.just(CURRENT.anchor),
    st.integers(0, 4),
)
many = st.lists(suspicions, max_size=10)


def measured(weeks, found=(), since=None, at=AT, persons=None):
    facts = Facts(usage_weeks=UsageWeeks.of(weeks), findings=FindingRows.of(found))
    return credited_weeks(stand(facts, CURRENT, at=at), since, persons)


def by_person(measure):
    return dict(zip(measure.person.tolist(), measure.credited.tolist(), strict=True))


def known(measure):
    """All that a decision reads."""
    columns = (measure.person, measure.credited, measure.prints(np.array(PEOPLE)), measure.next_check_at)
    told = [measure.discounts(person) for person in PEOPLE]
    return [column.tolist() for column in columns], told


def plain(weeks, found, since):
    """What scoring.md 3 says, written down person by person."""
    total = dict.fromkeys(PEOPLE, 0.0)
    for person, week, days, *_ in weeks:
        begins = CURRENT.anchor + week * WEEK
        if days >= 2 and begins + WEEK <= AT and (since is None or CURRENT.epoch_of(begins) >= since):
            id_ = int(usage_week_ids(np.array(person), np.array(week)))
            left = stand(Facts(findings=FindingRows.of(found)), CURRENT, at=AT).factors
            total[person] += float(left.of(About.USAGE_WEEK, np.array([id_]))[0])
    return total


@given(rows, many, st.sampled_from([None, 39, 40, 41]))
def test_it_is_what_the_formula_says(weeks, found, since):
    found_ = by_person(measured(weeks, found, since))
    assert {p: found_.get(p, 0.0) for p in PEOPLE} == pytest.approx(plain(weeks, found, since), abs=1e-5)


@given(rows, many)
def test_a_week_is_at_most_one_whatever_was_used(weeks, found):
    active = {person: sum(row[0] == person for row in weeks) for person in PEOPLE}
    assert all(credited <= active[person] for person, credited in by_person(measured(weeks, found)).items())


@given(rows, many, st.integers(2, 10**6))
def test_volume_is_never_read(weeks, found, factor):
    """More of everything that can be more, a rhythm turned over: the same measure."""
    more = [(*row[:3], row[3] * factor, -0.9, 0.0, 1.0) for row in weeks]
    assert known(measured(weeks, found)) == known(measured(more, found))


@given(rows, many, st.randoms(use_true_random=False))
def test_p8_order_and_doubled_rows_change_nothing(weeks, found, chance):
    mixed, mixed_findings = weeks + weeks[:5], list(found)
    chance.shuffle(mixed)
    chance.shuffle(mixed_findings)
    assert known(measured(weeks, found)) == known(measured(mixed, mixed_findings))


@given(rows, many, suspicions)
def test_p10_one_more_finding_never_raises_a_measure(weeks, found, more):
    before, after = by_person(measured(weeks, found)), by_person(measured(weeks, [*found, more]))
    assert all(after[person] <= before[person] for person in before)


@given(rows, many, st.sampled_from([Ruled.DISMISSED, Ruled.SNOOZED]))
def test_p12_what_people_lifted_is_as_if_it_had_not_been(weeks, found, ruling):
    lifted = [(*row[:5], ruling, *row[6:]) for row in found]
    assert known(measured(weeks, lifted)) == known(measured(weeks))


@given(rows, st.integers(0, 39))
def test_one_more_active_day_never_lowers_a_measure(weeks, which):
    if which >= len(weeks):
        return
    days = min(7, weeks[which][2] + 1)
    more = [(*row[:2], days, *row[3:]) if place == which else row for place, row in enumerate(weeks)]
    before, after = by_person(measured(weeks)), by_person(measured(more))
    assert all(after[person] >= before[person] for person in before)


@given(rows, many)
def test_others_change_nothing_and_some_are_measured_as_all_are(weeks, found):
    alone = measured([row for row in weeks if row[0] == 1], found)
    assert known(alone)[1][0] == known(measured(weeks, found))[1][0]
    among = measured(weeks, found, persons=np.array([1]))
    assert known(alone)[0] == known(among)[0]


@given(rows)
def test_what_comes_after_the_moment_is_not_read(weeks):
    """A week counts once it is over, so nothing that happens later can be in a decision of the past."""
    over = [row for row in weeks if CURRENT.anchor + (row[1] + 1) * WEEK <= AT]
    counted = {person: credited for person, credited in by_person(measured(weeks)).items() if credited}
    assert by_person(measured(over)) == counted


def test_a_week_belongs_to_the_quarter_in_which_it_begins():
    weeks = [(1, week, 3, 0, None, None, None) for week in (FIRST_WEEK, FIRST_WEEK + 1)]
    assert by_person(measured(weeks, since=40)) == {1: 1.0}
    assert by_person(measured(weeks, since=39)) == {1: 2.0}


def test_a_running_week_waits_for_its_end_and_says_so():
    running = FIRST_WEEK + 20
    end = CURRENT.anchor + (running + 1) * WEEK
    found = measured([(1, running, 2, 0, None, None, None)])
    assert (by_person(found), found.next_check_at.tolist()) == ({1: 0.0}, [end])
    assert [discount.code for discount in found.discounts(1)] == ["open_week"]
    assert by_person(measured([(1, running, 2, 0, None, None, None)], at=end)) == {1: 1.0}


RULE = parse_rule(
    {
        "badge": "mentor",
        "criteria": {"any": [{"usage_weeks": {"at_least": 3}}, {"tenure": {"days": 30}}]},
    }
)
LIVE = LiveRule(1, 1, RULE, {"mentor": 1})


def decisions(weeks, found=(), persons=None):
    facts = Facts(
        people=People.of((person, 3, False, None, None) for person in PEOPLE),
        usage_weeks=UsageWeeks.of(weeks),
        findings=FindingRows.of(found),
    )
    return judge(facts, [LIVE], CURRENT, at=AT, persons=persons, blanks=True).decisions


@given(rows, many, st.integers(2, 10**6))
def test_no_decision_reads_volume(weeks, found, factor):
    more = [(*row[:3], row[3] * factor, *row[4:]) for row in weeks]
    assert decisions(weeks, found) == decisions(more, found)


@part_of_the_profile(4)
@given(rows, st.integers(0, 39))
def test_usage_that_arrives_is_read_in_the_own_decisions_only(weeks, which):
    """Judging the person alone is as good as judging everybody (P11)."""
    if which >= len(weeks):
        return
    person = weeks[which][0]
    before, after = decisions(weeks[:which] + weeks[which + 1 :]), decisions(weeks)
    assert {pair for pair in after if before[pair] != after[pair]} <= {(person, 1)}
    assert dict(before) | dict(decisions(weeks, persons=np.array([person]))) == dict(after)


def test_the_digest_tells_which_weeks_counted():
    one, other = (decisions([(1, FIRST_WEEK + week, 3, 0, None, None, None)])[1, 1].inputs_digest for week in (1, 2))
    assert one != other


def test_a_discounted_week_names_its_finding_and_what_it_keeps():
    week = int(usage_week_ids(np.array([1]), np.array([FIRST_WEEK]))[0])
    row = (About.USAGE_WEEK, week, CODES.index("U02"), 0.5, 0.0, Ruled.OPEN, None, 0, 0)
    found = measured([(1, FIRST_WEEK, 5, 0, None, None, None)], [row])
    assert by_person(found) == {1: 0.5}
    (discount,) = found.discounts(1)
    assert (discount.code, discount.about.kind, discount.about.id, discount.factor) == ("U02", "usage_week", week, 0.5)
