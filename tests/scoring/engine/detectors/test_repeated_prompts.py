import pytest

from scoring.engine.detectors.u02_repeated_prompts import DETECTOR

from .desks import Desks, weeks_of


@pytest.mark.parametrize(("share", "told"), [(0.41, [4]), (0.39, [])])
def test_two_requests_in_five_with_one_prompt_are_enough(share, told):
    desks = Desks.everyday()
    desks.changes(7, [4], duplicate_share=share, requests=100)
    found = desks.found(DETECTOR)
    assert weeks_of(found, 7) == told
    assert {f.factor for f in found} <= {0.5}


def test_half_a_repetition_and_half_a_rhythm_add_up():
    desks = Desks.everyday()
    desks.changes(7, [4], duplicate_share=0.28, burstiness=-0.32, requests=200)
    desks.changes(8, [4], duplicate_share=0.28, requests=200)
    assert weeks_of(desks.found(DETECTOR), 7) == [4]
    assert weeks_of(desks.found(DETECTOR), 8) == []


def test_without_prompt_keys_there_is_no_sign():
    desks = Desks.everyday()
    desks.changes(7, [4], duplicate_share=float("nan"), requests=400)
    assert desks.found(DETECTOR) == []


def test_three_requests_with_one_prompt_are_no_repetition():
    desks = Desks.everyday()
    desks.changes(7, [4], duplicate_share=1.0, requests=3)
    assert desks.found(DETECTOR) == []
