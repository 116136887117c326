"""Where in a text each part of a rule stands."""

import pytest

from scoring.engine.criteria.errors import RuleErrors
from scoring.engine.criteria.lines import line_of, lines_of
from scoring.engine.criteria.parse import parse_rule_text

TEXT = """\
# a comment
badge: mentor
criteria:
  all:
    - peer_support:
        at_least: three
    - tenure: {days: 0}
tiers: {bronze: 2}
"""


def test_every_mistake_of_the_parser_finds_its_line():
    with pytest.raises(RuleErrors) as refused:
        parse_rule_text(TEXT)
    lines = lines_of(TEXT)
    found = {error.path: line_of(error.path, lines) for error in refused.value.errors}
    assert found["criteria.all[0].peer_support.at_least"] == 6
    assert found["criteria.all[1].tenure.days"] == 7
    assert found["tiers.bronze"] == 8


def test_what_is_missing_is_looked_for_where_it_should_be():
    lines = lines_of("badge: mentor\ncriteria:\n  tenure: {hours: 3}\n")
    assert line_of("criteria.tenure.days", lines) == 3
    assert line_of("award", lines) is None


@pytest.mark.parametrize("text", ["", "a: [", "a: &x [1]\nb: *x", "!!python/object:a b", "x" * 70_000, "- 1\n- 2"])
def test_a_text_that_cannot_be_read_has_no_lines_to_speak_of(text):
    assert line_of("criteria", lines_of(text)) is None
