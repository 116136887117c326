import numpy as np
import pytest

from scoring.facts.text_signature import signature_of, words_of

LONG = "She found the race in the settlement job on a Friday night and stayed until it was proven and fixed"


def likeness(one, other):
    return float((signature_of(one) == signature_of(other)).mean())


def test_equal_texts_have_equal_signatures_whatever_their_case_and_punctuation():
    assert likeness(LONG, LONG.upper() + "!!!") == 1.0


def test_a_changed_name_leaves_texts_near_equal():
    assert likeness("Thank you Ada. " + LONG, "Thank you Bo. " + LONG) >= 0.7


def test_other_texts_have_little_in_common():
    assert likeness(LONG, "He explained our certificate rotation to three new colleagues last week") <= 0.1


def test_hashes_are_spread_over_all_their_range():
    values = np.concatenate([signature_of(f"{n} {LONG} {n}") for n in range(20)]).astype(np.float64)
    assert values.max() > 2**28
    assert len(np.unique(values)) > 200


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("...", 0), ("thanks", 1), ("thanks for the fix", 4), ("修复了结算任务的竞态", 5), ("很好", 1)],
)
def test_words_are_counted_in_scripts_without_spaces_too(text, words):
    assert words_of(text) == words
