"""The starter catalogue: every rule is lawful, every badge whole."""

import pytest

from recognition.art.parameters import check_art
from recognition.models import Badge
from scoring.catalogue import HERE, load_catalogue
from scoring.engine.criteria.laws import check_laws
from scoring.engine.criteria.parse import parse_rule_text
from scoring.engine.criteria.words import criteria_in_words
from scoring.engine.holding import check_holds
from scoring.engine.policy import CURRENT

CATALOGUE = load_catalogue()
RULES = {badge.slug: parse_rule_text(badge.rule_text) for badge in CATALOGUE}
each = pytest.mark.parametrize("badge", CATALOGUE, ids=lambda badge: badge.slug)


@each
def test_its_rule_is_its_own_and_breaks_no_law(badge):
    rule = RULES[badge.slug]
    assert rule.badge == badge.slug
    assert check_laws(rule, CURRENT) == []


@each
def test_its_rule_asks_only_for_badges_of_the_catalogue_and_in_no_circle(badge):
    rule = RULES[badge.slug]
    assert rule.needs <= RULES.keys()
    check_holds(rule, RULES.values())


@each
def test_the_badge_can_be_stored_and_drawn(badge):
    row = Badge(slug=badge.slug, name=badge.name, purpose=badge.purpose, category=badge.category, art=dict(badge.art))
    row.clean_fields()
    check_art(badge.art)


@each
def test_colleagues_can_nominate_exactly_where_nominations_are_read(badge):
    reads = {source for _, condition in RULES[badge.slug].conditions for source in condition.values.get("from", ())}
    assert badge.nominable == ("nominations" in reads)


@each
def test_its_rule_can_be_said(badge):
    names = {b.slug: b.name for b in CATALOGUE}
    sentences = criteria_in_words(RULES[badge.slug], names)
    assert all(sentence.endswith(".") and "_" not in sentence for sentence in sentences)


def test_it_has_something_for_everybody():
    kinds = {slug: {condition.kind_name for _, condition in rule.conditions} for slug, rule in RULES.items()}
    assert len(CATALOGUE) >= 14
    assert {badge.category for badge in CATALOGUE} == set(Badge.Category.values)
    assert {"peer_support"} in kinds.values()
    assert {"outcomes"} in kinds.values()
    assert {"peer_support", "outcomes"} in kinds.values()
    assert {"tenure"} in kinds.values()
    assert {"usage_weeks", "outcomes", "peer_support"} in kinds.values()
    assert any("holds" in read for read in kinds.values())
    assert any(rule.award == "panel" for rule in RULES.values())


def test_no_two_badges_look_or_are_called_alike():
    assert len({badge.name for badge in CATALOGUE}) == len(CATALOGUE)
    assert len({tuple(sorted(badge.art.items())) for badge in CATALOGUE}) == len(CATALOGUE)


def test_no_rule_lies_about_without_a_badge():
    assert {path.stem for path in (HERE / "rules").iterdir()} == set(RULES)
