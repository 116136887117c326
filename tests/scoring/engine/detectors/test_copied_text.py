from scoring.engine.detectors.n07_copied_text import DETECTOR
from scoring.engine.facts import GiftKind, GiftTexts
from scoring.engine.findings import About

from .crowd import Crowd
from .texts import signature

SAME = "Great team player who always helps everybody with a smile, thank you so much {}"
OWN = (
    "Found the race in the settlement job on a Friday night and stayed until it was proven",
    "Explained our certificate rotation to three new colleagues and wrote it down afterwards",
    "Reviewed the whole migration line by line and caught the missing index before release",
    "Took over the pager during my leave and left notes that made my return an easy one",
)


def saying(texts, days):
    crowd = Crowd()
    gifts = [crowd.gives(giver, 100 + giver, day) for giver, day in zip(range(len(texts)), days, strict=True)]
    crowd.more["texts"] = GiftTexts(*signature(zip([GiftKind.NOMINATION] * len(gifts), gifts, texts, strict=True)))
    return crowd, gifts


def about(findings):
    return {number for finding in findings for kind, number in finding.about if kind == About.NOMINATION}


def test_near_equal_texts_count_half_but_the_first_of_them():
    crowd, gifts = saying([SAME.format(name) for name in ("Ada", "Bo", "Chen", "Eve")], (20, 15, 12, 10))
    findings = crowd.found(DETECTOR)
    assert about(findings) == set(gifts[1:])
    assert {(f.factor, f.p_value) for f in findings} == {(0.5, 0.0)}


def test_a_wording_that_somebody_only_repeats_is_asked_about_and_keeps_its_weight():
    crowd = Crowd()
    gifts = [crowd.gives(7, 100 + n, 20 - n) for n in range(4)]
    texts = [SAME.format(name) for name in ("Ada", "Bo", "Chen", "Eve")]
    crowd.more["texts"] = GiftTexts(*signature(zip([GiftKind.NOMINATION] * 4, gifts, texts, strict=True)))
    findings = crowd.found(DETECTOR)
    assert about(findings) == set(gifts[1:])
    assert {f.factor for f in findings} == {1.0}


def test_three_near_equal_texts_are_no_pattern_yet():
    crowd, _ = saying([SAME.format(name) for name in ("Ada", "Bo", "Chen")], (20, 15, 12))
    assert crowd.found(DETECTOR) == []


def test_the_same_words_twice_a_year_are_none():
    crowd, _ = saying([SAME.format("all")] * 4, (170, 120, 70, 20))
    assert crowd.found(DETECTOR) == []


def test_texts_of_ones_own_are_none():
    crowd, _ = saying(OWN, (20, 15, 12, 10))
    assert crowd.found(DETECTOR) == []


def test_three_words_say_too_little_and_four_are_enough():
    crowd, gifts = saying(["thanks a lot", "thanks for the fix"], (20, 15))
    assert about(crowd.found(DETECTOR)) == {gifts[0]}


def test_a_gift_without_a_known_text_is_left_alone():
    assert Crowd.everyday().found(DETECTOR) == []
