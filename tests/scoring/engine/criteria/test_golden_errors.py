"""What a writer of rules reads when a rule is wrong: `golden/<name>.txt` for `golden/<name>.yaml`.

After a wanted change of words, run with GOLDEN_WRITE=1 and read the difference.
"""

import os
from pathlib import Path

import pytest

from scoring.engine.criteria.errors import RuleErrors
from scoring.engine.criteria.parse import parse_rule_text

GOLDEN = Path(__file__).parent / "golden"
RULES = sorted(path for path in GOLDEN.iterdir() if path.suffix in (".yaml", ".json"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_a_wrong_rule_is_refused_with_these_words(path):
    with pytest.raises(RuleErrors) as refused:
        parse_rule_text(path.read_text(encoding="utf-8"))
    said = f"{refused.value}\n"
    golden = path.with_name(f"{path.name}.txt")
    if os.environ.get("GOLDEN_WRITE"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_every_golden_text_has_its_rule():
    assert {path.name for path in GOLDEN.glob("*.txt")} == {f"{path.name}.txt" for path in RULES}


def test_a_rule_with_five_mistakes_gives_five_errors():
    with pytest.raises(RuleErrors) as refused:
        parse_rule_text((GOLDEN / "five_mistakes.yaml").read_text(encoding="utf-8"))
    assert len(refused.value.errors) == 5
    assert all(error.path for error in refused.value.errors)
    assert all(error.hint for error in refused.value.errors)
