"""Conditions and groups as somebody typed them, right or wrong."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest
from django.http import QueryDict

from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.nodes import Condition, Node
from scoring.engine.criteria.parameters import Parameter, Value
from scoring.engine.criteria.tree import GROUPS

# Beyond what a rule may hold (24 conditions, five levels): so much is kept while somebody mends it.
MOST_NODES = 60
MOST_LEVELS = 8
Typed = str | list[str]


class CannotShowError(ValueError):
    """The text says something that the form has no field for."""


@dataclass
class TypedNode:
    """`what` is "all", "any" or a kind; a group has `nodes`, a condition has `values` by parameter."""

    what: str
    values: dict[str, Typed] = field(default_factory=dict)
    nodes: list[TypedNode] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        return self.what in GROUPS

    @property
    def size(self) -> int:
        """How many nodes, itself among them."""
        return 1 + sum(node.size for node in self.nodes)

    @property
    def levels(self) -> int:
        """How many there are below it."""
        return max((1 + node.levels for node in self.nodes), default=0)

    def document(self) -> dict[str, Any]:
        if self.is_group:
            return {self.what: [node.document() for node in self.nodes]}
        values = ((p, self.values.get(p.name, "")) for p in KINDS[self.what].parameters)
        return {self.what: {p.name: _plain(p, typed) for p, typed in values if _is_said(p, typed)}}


def _is_said(parameter: Parameter, typed: Typed) -> bool:
    """A list as the kind has it anyway is left out, so that a rule reads as short as it is."""
    if parameter.type == "choices":
        return tuple(typed) != parameter.default
    return typed != ""


def _plain(parameter: Parameter, typed: Typed) -> Any:
    """A number where it is one; else as typed, so that the parser says what is wrong with it."""
    if isinstance(typed, list) or parameter.type == "slug":
        return typed
    return number_or_text(typed)


def number_or_text(typed: str) -> int | float | str:
    for read in (int, float):
        try:
            return read(typed)
        except ValueError:
            continue
    return typed


def number_as_typed(value: float) -> str:
    """Raises CannotShowError for what is no number of a form: `.inf` and `.nan` of a YAML."""
    if not math.isfinite(value):
        raise CannotShowError
    return str(int(value)) if value == int(value) else repr(float(value))


def node_from_rule(node: Node) -> TypedNode:
    if isinstance(node, Condition):
        return TypedNode(node.kind_name, {name: _as_typed(value) for name, value in node.items})
    return TypedNode(node.combine, nodes=[node_from_rule(child) for child in node.nodes])


def _as_typed(value: Value) -> Typed:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str) else number_as_typed(value)


def node_from_document(raw: Any) -> TypedNode:
    """From YAML as it was read. Raises CannotShowError, also where it is more than `node_from_post` takes back."""
    node = _from_document(raw)
    if node.size > MOST_NODES or node.levels > MOST_LEVELS:
        raise CannotShowError
    return node


def _from_document(raw: Any) -> TypedNode:
    if not isinstance(raw, Mapping) or len(raw) != 1:
        raise CannotShowError
    what, inside = next(iter(raw.items()))
    if what in GROUPS and isinstance(inside, list):
        return TypedNode(what, nodes=[_from_document(child) for child in inside])
    if what not in KINDS or not isinstance(inside, Mapping):
        raise CannotShowError
    parameters = KINDS[what].parameters
    if set(inside) - {p.name for p in parameters}:
        raise CannotShowError
    return TypedNode(what, {p.name: _from_raw(p, inside.get(p.name, p.default)) for p in parameters})


def _from_raw(parameter: Parameter, raw: Any) -> Typed:
    if parameter.type == "choices":
        if isinstance(raw, list | tuple) and all(word in parameter.choices for word in raw):
            return [word for word in parameter.choices if word in raw]
    elif raw is None:
        return ""
    elif isinstance(raw, str):
        return raw
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        return number_as_typed(raw)
    raise CannotShowError


def node_from_post(data: QueryDict) -> TypedNode:
    """The tree of the form: `n` is its root, `n.0` the first child, `n.0:at_least` what was typed there."""
    return _read(data, "n", [MOST_NODES])


def _read(data: QueryDict, path: str, left: list[int]) -> TypedNode:
    what = data.get(f"{path}:is", "")
    left[0] -= 1
    if left[0] < 0 or path.count(".") > MOST_LEVELS or (what not in GROUPS and what not in KINDS):
        raise BadRequest("This is no form of a rule.")
    if what not in GROUPS:
        return TypedNode(what, {p.name: _posted(data, f"{path}:{p.name}", p) for p in KINDS[what].parameters})
    node = TypedNode(what)
    while f"{path}.{len(node.nodes)}:is" in data:
        node.nodes.append(_read(data, f"{path}.{len(node.nodes)}", left))
    return node


def _posted(data: QueryDict, name: str, parameter: Parameter) -> Typed:
    if parameter.type == "choices":
        chosen = data.getlist(name)
        return [word for word in parameter.choices if word in chosen]
    return data.get(name, "").strip()
