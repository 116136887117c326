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
    # 64 hashes that the twenty texts share, and 1.8 of their own for each: 2 of their 22 pairs of words are.
    assert len(np.unique(values)) > 150


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("...", 0), ("thanks", 1), ("thanks for the fix", 4), ("修复了结算任务的竞态", 5), ("很好", 1)],
)
def test_words_are_counted_in_scripts_without_spaces_too(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize("shared", [1, 4, 8, 12, 16])
def test_the_estimate_is_the_share_of_pairs_in_common_whatever_the_words(shared):
    """Means over a hundred texts: one standard error is 0.007 at most, so 0.03 away is no chance."""
    estimates, truths = [], []
    for number in range(100):
        common = [f"c{number}x{place}" for place in range(shared + 1)]
        one = " ".join(common + [f"a{number}x{place}" for place in range(16 - shared)])
        other = " ".join(common + [f"b{number}x{place}" for place in range(16 - shared)])
        estimates.append(likeness(one, other))
        truths.append(shared / (32 - shared))
    assert np.mean(estimates) == pytest.approx(np.mean(truths), abs=0.03)


def test_one_phrase_in_common_does_not_make_two_texts_near_equal():
    one = "Thank you for the translation for Halifax."
    other = "Elif, thank you for noticing the wrong date in the lost ticket flow."
    assert likeness(one, other) <= 0.4
