"""The rule of docs/criteria.md can be read and keeps the laws."""

import re
from pathlib import Path

from scoring.engine.criteria.laws import check_laws
from scoring.engine.criteria.parse import FIELDS, parse_rule_text
from scoring.engine.policy import CURRENT

PAGE = Path(__file__).parents[4] / "docs" / "criteria.md"


def test_the_documented_rule_shows_every_field_and_could_be_published():
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    rule = parse_rule_text(text)
    assert check_laws(rule, CURRENT) == []
    assert rule.document().keys() == set(FIELDS)
