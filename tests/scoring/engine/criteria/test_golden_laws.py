"""What a writer of rules reads when a rule breaks a law: `golden_laws/<name>.txt` for `golden_laws/<name>.yaml`.

After a wanted change of words, run with GOLDEN_WRITE=1 and read the difference.
"""

import os
from pathlib import Path

import pytest

from scoring.engine.criteria.laws import check_laws
from scoring.engine.criteria.parse import parse_rule_text
from scoring.engine.policy import CURRENT

GOLDEN = Path(__file__).parent / "golden_laws"
RULES = sorted(GOLDEN.glob("*.yaml"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_an_unlawful_rule_is_refused_with_these_words(path):
    broken = check_laws(parse_rule_text(path.read_text(encoding="utf-8")), CURRENT)
    said = "".join(f"{law}\n" for law in broken)
    golden = path.with_suffix(".txt")
    if os.environ.get("GOLDEN_WRITE"):
        golden.write_text(said, encoding="utf-8")
    assert said
    assert said == golden.read_text(encoding="utf-8")


def test_every_golden_text_has_its_rule():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {path.stem for path in RULES}


@pytest.mark.parametrize(
    ("cheap", "mended"),
    [
        ("{verifications_given: {at_least: 1, authors: 2}}", "{verifications_given: {at_least: 1, authors: 4}}"),
        ("{peer_support: {at_least: 1, voices: 2}}", "{peer_support: {at_least: 1, voices: 2, teams: 2}}"),
        ("{peer_support: {at_least: 1, voices: 2}}", "{peer_support: {at_least: 1, voices: 4}}"),
    ],
)
def test_following_the_hint_mends_the_rule(cheap, mended):
    before, after = (
        check_laws(parse_rule_text(f"badge: mentor\ncriteria: {text}"), CURRENT) for text in (cheap, mended)
    )
    assert [broken.law for broken in before] == [6]
    assert after == []
