"""Any text is a rule or RuleErrors, never something else."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.criteria.errors import RuleErrors
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.nodes import Condition, Group, Rule
from scoring.engine.criteria.parse import FIELDS, parse_rule, parse_rule_text
from scoring.engine.criteria.text import TEXT_MAX_CHARACTERS
from tests.scoring.engine.rules import part_of_the_profile

BRIDGE = """
badge: bridge-builder
counts_from: 4 epochs
award: automatic
criteria:
  all:
    - peer_support: {at_least: 3, teams: 2, from: [thanks, nominations]}
    - outcomes: {kinds: [incident_resolved, change_merged], credit: 2, roots: 2}
    - any:
        - tenure: {days: 180}
        - holds: {badge: first-review}
tiers: {bronze: 1, silver: 3, gold: 10}
expires: 730 days
"""

# Words of the language and of YAML beside arbitrary ones, so that the search reaches deep.
ODD = ["<<", "=", "null", "2026-01-01", "0x_", "._", "1:30", "~"]
KNOWN = ["all", "any", "at_least", "days", "mentor", "4 epochs", "730 days", "bronze", "silver", "change_merged"]
words = st.sampled_from([*KINDS, *FIELDS, *KNOWN, *ODD])
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | words
documents = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words | st.text(max_size=8), inner, max_size=5),
    max_leaves=25,
)
YAML_SIGNS = "{}[]:,-&*!?|>#%@`\"' \n\tab01._~<=\\\x85\ufeff\ud800"


def rule_or_errors(read, given_text):
    """Reads it; whatever else is raised than RuleErrors ends the test."""
    try:
        read_rule = read(given_text)
    except RuleErrors as refused:
        read_rule = refused
    assert isinstance(read_rule, Rule) or (read_rule.errors and str(read_rule))


def test_a_whole_rule_is_read():
    rule = parse_rule_text(BRIDGE)
    assert rule.badge == "bridge-builder"
    assert rule.counts_from == 4
    assert rule.expires_days == 730
    assert rule.tiers == (("bronze", 1.0), ("silver", 3.0), ("gold", 10.0))
    assert rule.needs == {"first-review"}
    assert [path for path, _ in rule.conditions] == [
        "criteria.all[0].peer_support",
        "criteria.all[1].outcomes",
        "criteria.all[2].any[0].tenure",
        "criteria.all[2].any[1].holds",
    ]


def test_the_canonical_form_says_the_same():
    rule = parse_rule_text(BRIDGE)
    assert parse_rule(rule.document()) == rule
    assert parse_rule_text(json.dumps(rule.document())).digest == rule.digest
    assert parse_rule_text(yaml.safe_dump(rule.document())).digest == rule.digest


def test_the_digest_forgets_the_writing_and_keeps_the_meaning():
    same = BRIDGE.replace("[thanks, nominations]", "[nominations, thanks]").replace("at_least: 3,", "at_least: 3.0,")
    assert parse_rule_text(same).digest == parse_rule_text(BRIDGE).digest
    assert parse_rule_text(BRIDGE.replace("teams: 2", "teams: 3")).digest != parse_rule_text(BRIDGE).digest


def test_a_rule_is_automatic_unless_it_says_otherwise():
    assert parse_rule_text("badge: mentor\ncriteria: {peer_support: {at_least: 3}}").award == "automatic"


def test_tabs_are_fine_in_json():
    text = '{\n\t"badge": "mentor",\n\t"criteria": {"peer_support": {"at_least": 3}}\n}'
    assert parse_rule_text(text).badge == "mentor"


def test_a_huge_text_is_refused_before_it_is_read():
    with pytest.raises(RuleErrors, match="longer than 65536 characters"):
        parse_rule_text("#" * (TEXT_MAX_CHARACTERS + 1))


@pytest.mark.parametrize(
    "text",
    ["[" * 60_000, "{" * 60_000, '{"a":' * 10_000, "- " * 30_000, "? " * 30_000, "9" * 60_000, "{" + "9" * 60_000],
    ids=["lists", "mappings", "json", "dashes", "questions", "digits", "digits in braces"],
)
def test_bottomless_and_endless_texts_are_refused(text):
    with pytest.raises(RuleErrors):
        parse_rule_text(text)


def test_a_wrong_tree_cannot_be_built_by_hand_either():
    with pytest.raises(ValueError, match="at least one condition"):
        Group("all", ())
    with pytest.raises(ValueError, match="missing"):
        Condition("tenure", ())
    with pytest.raises(ValueError, match="out of bounds"):
        Condition("tenure", (("days", -1),))
    with pytest.raises(ValueError, match="needs one of"):
        Condition("outcomes", (("kinds", ("change_merged",)),))
    tenure = Condition("tenure", (("days", 30),))
    with pytest.raises(ValueError, match="start at 1"):
        Rule("mentor", tenure, tiers=(("bronze", 2.0),))


@given(st.text(max_size=300))
def test_any_text_is_a_rule_or_errors(text):
    rule_or_errors(parse_rule_text, text)


@given(st.text(alphabet=YAML_SIGNS, max_size=60))
def test_any_heap_of_yaml_signs_is_a_rule_or_errors(text):
    rule_or_errors(parse_rule_text, text)


@part_of_the_profile(3)
@given(documents)
def test_any_document_is_a_rule_or_errors(document):
    rule_or_errors(parse_rule, document)
    rule_or_errors(parse_rule_text, json.dumps(document))
    rule_or_errors(parse_rule_text, yaml.safe_dump(document))


@part_of_the_profile(3)
@given(st.data())
def test_one_word_changed_in_a_good_rule_is_a_rule_or_errors(data):
    document = json.loads(json.dumps(parse_rule_text(BRIDGE).document()))
    place = document
    while isinstance(place, dict | list) and place:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if data.draw(st.booleans()) or not isinstance(place[key], dict | list):
            place[key] = data.draw(documents)
            break
        place = place[key]
    rule_or_errors(parse_rule, document)
