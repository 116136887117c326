"""A rule through the form and back, and through YAML and back: nothing is lost and nothing is added."""

from pathlib import Path

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

import scoring.catalogue
from scoring.engine.criteria.errors import RuleErrors
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.nodes import TIER_NAMES, Condition, Group, Rule
from scoring.engine.criteria.parse import parse_rule, parse_rule_text
from scoring.engine.criteria.text import read_text
from scoring.forms.rule.acts import new_node
from scoring.forms.rule.typed_node import CannotShowError, TypedNode
from scoring.forms.rule.typed_rule import TypedRule

CATALOGUE = sorted((Path(scoring.catalogue.__file__).parent / "rules").glob("*.yaml"))


def posted(rule):
    """What a browser would send of the form that shows this rule."""
    data = QueryDict(mutable=True)
    data["bare"] = "1" if rule.bare else ""
    data["tiers"] = str(rule.tiers)
    for name in ("award", "counts_from", "expires", "title", "notes"):
        data[name] = getattr(rule, name)
    for name, multiple in rule.multiples.items():
        data[f"tier_{name}"] = multiple

    def send(node, path):
        data[f"{path}:is"] = node.what
        for name, typed in node.values.items():
            data.setlist(f"{path}:{name}", typed if isinstance(typed, list) else [typed])
        for index, child in enumerate(node.nodes):
            send(child, f"{path}.{index}")

    send(rule.root, "n")
    return data


@pytest.mark.parametrize("path", CATALOGUE, ids=lambda path: path.stem)
def test_every_rule_of_the_catalogue_comes_back_the_same(path):
    rule = parse_rule_text(path.read_text())
    typed = TypedRule.from_rule(rule)
    assert parse_rule_text(TypedRule.from_post(posted(typed), rule.badge).text()).digest == rule.digest
    again = TypedRule.from_document(read_text(path.read_text()), rule.badge)
    assert parse_rule_text(again.text()).digest == rule.digest


def values_of(kind):
    def value(parameter):
        if parameter.type == "choices":
            return st.lists(st.sampled_from(parameter.choices), min_size=1, unique=True).map(
                lambda chosen: tuple(word for word in parameter.choices if word in chosen)
            )
        if parameter.type == "slug":
            return st.just("other-badge")
        if parameter.type == "count":
            return st.integers(int(parameter.least), int(parameter.most))
        return st.floats(parameter.least, parameter.most).map(lambda number: round(number, 3))

    always = [p for p in kind.parameters if p.required or p.default is not None or p.name in kind.one_of]
    return st.tuples(*(st.tuples(st.just(p.name), value(p)) for p in always)).map(lambda v: Condition(kind.name, v))


nodes = st.recursive(
    st.one_of([values_of(kind) for kind in KINDS.values()]),
    lambda inner: st.builds(Group, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    max_leaves=8,
)
rules = st.builds(
    Rule,
    badge=st.just("mentor"),
    criteria=nodes,
    award=st.sampled_from(["automatic", "panel"]),
    counts_from=st.none() | st.integers(1, 40),
    expires_days=st.none() | st.integers(30, 3650),
    tiers=st.integers(0, 3).map(lambda n: tuple(zip(TIER_NAMES[:n], (1.0, 2.5, 6.0), strict=False))),
    title=st.sampled_from(["", "A title: with a colon"]),
    notes=st.sampled_from(["", "# no comment\n- no list", "“Quotes” and 'more'"]),
)


@given(rules)
def test_any_rule_comes_back_the_same_from_the_form_and_from_yaml(rule):
    try:
        parse_rule(rule.document())
    except RuleErrors:
        return  # nested too deep, or tiers of what does not grow: no rule that could be edited
    typed = TypedRule.from_rule(rule)
    assert parse_rule_text(typed.text()) == rule
    assert TypedRule.from_post(posted(typed), "mentor").text() == typed.text()
    assert parse_rule_text(TypedRule.from_document(read_text(typed.text()), "mentor").text()) == rule


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_condition_is_one_that_can_be_read(kind):
    node = new_node(kind)
    if kind == "holds":
        node.values["badge"] = "other-badge"
    parse_rule_text(TypedRule("mentor", TypedNode("all", nodes=[node])).text())


@pytest.mark.parametrize("typed", ["three", "1.5.2", "9" * 5000, "{a: b}", "!!python/none", "- 1", ""])
def test_what_is_no_number_is_kept_and_refused_by_the_parser(typed):
    node = TypedNode("tenure", {"days": typed})
    rule = TypedRule("mentor", TypedNode("all", nodes=[node]))
    assert TypedRule.from_post(posted(rule), "mentor").root.nodes[0].values["days"] == typed
    with pytest.raises(RuleErrors):
        parse_rule_text(rule.text())


@pytest.mark.parametrize(
    "text",
    [
        "criteria: {unheard_of: {at_least: 1}}",
        "criteria: {tenure: {days: 3, hours: 4}}",
        "criteria: [tenure]",
        "criteria: {tenure: {days: true}}",
        "criteria: {peer_support: {at_least: 3, from: [rumours]}}",
        "criteria: {tenure: {days: 3}}\nbonus: 1",
        "criteria: {tenure: {days: 3}}\ncounts_from: a while",
        "criteria: {tenure: {days: 3}}\ntiers: {gold: 1}",
        "criteria: {tenure: {days: 3}}\naward: dice",
        "just words",
    ],
)
def test_what_the_form_has_no_field_for_stays_yaml(text):
    with pytest.raises(CannotShowError):
        TypedRule.from_document(read_text(f"badge: mentor\n{text}" if ":" in text else text), "mentor")


@pytest.mark.parametrize("sent", ["", "n:is=maybe", "n:is=all&n.0:is=unheard_of"])
def test_what_no_browser_sends_is_refused(sent):
    with pytest.raises(BadRequest):
        TypedRule.from_post(QueryDict(sent), "mentor")


def test_a_form_without_end_is_refused():
    deep = "&".join(f"n{'.0' * level}:is=all" for level in range(100))
    wide = "&".join(["n:is=all", *(f"n.{n}:is=tenure" for n in range(100))])
    for sent in (deep, wide):
        with pytest.raises(BadRequest):
            TypedRule.from_post(QueryDict(sent), "mentor")
