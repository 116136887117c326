"""The editor's buttons: what each does to the tree, and where one looks next."""

import pytest
from django.core.exceptions import BadRequest

from scoring.forms.rule.acts import act
from scoring.forms.rule.typed_node import TypedNode


@pytest.fixture
def root():
    """Two conditions, and a group of one between them."""
    return TypedNode(
        "all", nodes=[TypedNode("tenure"), TypedNode("any", nodes=[TypedNode("holds")]), TypedNode("outcomes")]
    )


def shape(node):
    return [shape(child) for child in node.nodes] if node.is_group else node.what


def test_a_condition_is_added_at_the_end(root):
    assert act(root, "add", "n.1", "tenure") == "n.1.1"
    assert shape(root) == ["tenure", ["holds", "tenure"], "outcomes"]


def test_a_group_is_added_empty(root):
    assert act(root, "add", "n", "any") == "n.3"
    assert shape(root) == ["tenure", ["holds"], "outcomes", []]


def test_one_is_taken_away_and_one_looks_at_what_it_was_in(root):
    assert act(root, "remove", "n.1.0") == "n.1"
    assert shape(root) == ["tenure", [], "outcomes"]


@pytest.mark.parametrize(
    ("verb", "path", "then", "shaped"),
    [
        ("down", "n.0", "n.1", [["holds"], "tenure", "outcomes"]),
        ("up", "n.2", "n.1", ["tenure", "outcomes", ["holds"]]),
        ("up", "n.0", "n.0", ["tenure", ["holds"], "outcomes"]),
        ("down", "n.2", "n.2", ["tenure", ["holds"], "outcomes"]),
        ("out", "n.1.0", "n.2", ["tenure", [], "holds", "outcomes"]),
        ("either", "n.0", "n.0", [["tenure"], ["holds"], "outcomes"]),
    ],
)
def test_one_is_moved(root, verb, path, then, shaped):
    assert act(root, verb, path) == then
    assert shape(root) == shaped


@pytest.mark.parametrize(
    ("verb", "path", "what"),
    [
        ("add", "n.0", "tenure"), ("add", "n", "unheard_of"), ("remove", "n", ""), ("up", "n.9", ""),
        ("out", "n.0", ""), ("dance", "n.0", ""), ("up", "x.0", ""), ("up", "n.-1", ""), ("up", "n.٣", ""),
        ("up", "", ""),
        ("remove", "n.0.0", ""),
    ],
)  # fmt: skip
def test_what_no_button_sends_is_refused(root, verb, path, what):
    with pytest.raises(BadRequest):
        act(root, verb, path, what)
    assert shape(root) == ["tenure", ["holds"], "outcomes"]
