from scoring.engine.detectors.u01_machine_rhythm import DETECTOR
from scoring.engine.findings import About, factors, rows_of
from scoring.engine.policy import CURRENT

from .desks import Desks, weeks_of

LOOP = {"burstiness": -0.9, "gap_entropy": 0.4, "requests": 400}


def test_nobody_with_sessions_and_pauses_is_told():
    assert Desks.everyday().found(DETECTOR) == []


def test_weeks_in_the_rhythm_of_a_machine_count_nothing():
    desks = Desks.everyday()
    desks.changes(7, [2, 3], **LOOP)
    found = desks.found(DETECTOR)
    assert weeks_of(found, 7) == [2, 3]
    assert {(f.factor, f.severity) for f in found} == {(0.0, "inform")}
    about = [number for f in found for _, number in f.about]
    assert all(factors(rows_of(found), CURRENT).of(About.USAGE_WEEK, _ids(about)) == 0.0)


def test_an_even_rhythm_is_told_by_either_of_two_signs():
    desks = Desks.everyday()
    desks.changes(7, [2], burstiness=-0.6, requests=200)
    desks.changes(8, [2], gap_entropy=1.4, requests=200)
    found = desks.found(DETECTOR)
    assert (weeks_of(found, 7), weeks_of(found, 8)) == ([2], [2])


def test_few_requests_have_no_rhythm():
    desks = Desks.everyday()
    desks.changes(7, [2], **{**LOOP, "requests": 29})
    assert desks.found(DETECTOR) == []


def test_a_source_that_tells_no_times_gives_no_sign():
    desks = Desks.everyday()
    desks.changes(7, [2], requests=400, burstiness=float("nan"), gap_entropy=float("nan"))
    assert desks.found(DETECTOR) == []


def test_a_week_that_joins_leaves_the_finding_its_key():
    one, two = Desks.everyday(), Desks.everyday()
    one.changes(7, [2], **LOOP)
    two.changes(7, [2, 3], **LOOP)
    assert {f.key for f in one.found(DETECTOR)} <= {f.key for f in two.found(DETECTOR)}


def test_the_sentence_says_what_lifts_it():
    desks = Desks.everyday()
    desks.changes(7, [2], **LOOP)
    [finding] = desks.found(DETECTOR)
    assert DETECTOR.say(finding) == (
        "Requests came as evenly as from a machine (weeks of this quarter: 1). An appeal can restore them, and the "
        "next batch job can be declared before it runs."
    )


def _ids(numbers):
    import numpy as np

    return np.array(numbers, np.int64)
