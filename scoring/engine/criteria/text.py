"""The text of a rule -> plain lists and mappings, and nothing that a hostile text could add to them.

YAML 1.1 without aliases (a small text could grow to gigabytes), tags (they name constructors) and doubled
keys (the second would win silently). JSON is read as JSON.
"""

from __future__ import annotations

import json
from typing import Any

import yaml
from yaml.events import AliasEvent, ScalarEvent
from yaml.nodes import MappingNode, Node

from scoring.engine.criteria.errors import RuleError, RuleErrors
from scoring.engine.language import say

TEXT_MAX_CHARACTERS = 65_536  # a rule of 24 conditions is below 4 KiB
DEPTH_MAX = 20  # of lists and mappings; the criteria themselves are bound tighter


class _RefusedError(ValueError):
    """Well-formed, but nothing that belongs in a rule."""


class _PlainLoader(yaml.SafeLoader):
    _depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, AliasEvent):
            raise _RefusedError(say("line {n}: aliases are not used in rules; write the value out", n=_line(event)))
        if getattr(event, "anchor", None) is not None:
            raise _RefusedError(say("line {n}: anchors are not used in rules; take the & word out", n=_line(event)))
        if getattr(event, "tag", None) is not None and not isinstance(event, ScalarEvent):
            raise _RefusedError(say("line {n}: tags are not used in rules; take the ! word out", n=_line(event)))
        if isinstance(event, ScalarEvent) and event.tag is not None:
            raise _RefusedError(say("line {n}: tags are not used in rules; take the ! word out", n=_line(event)))
        self._depth += 1
        if self._depth > DEPTH_MAX:
            raise _RefusedError(say("line {n}: nested deeper than {most} levels", n=_line(event), most=DEPTH_MAX))
        node: Node | None = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise _RefusedError(say("line {n}: names must be text", n=_line(key_node)))
            if key in mapping:
                raise _RefusedError(
                    say("line {n}: {name} is there twice; keep one", n=_line(key_node), name=repr(key[:40]))
                )
            mapping[key] = self.construct_object(value_node, deep=True)
        return mapping


def _mapping(loader: _PlainLoader, node: MappingNode) -> dict[Any, Any]:
    return loader.construct_mapping(node)


# The generator form of SafeLoader fills mappings late; ours is checked at once and in order.
_PlainLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
# A date is text here: no parameter is one, and the error should say "found text".
_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_text(text: str) -> Any:
    """Plain Python values. Raises RuleErrors with one error when the text itself is broken."""
    if len(text) > TEXT_MAX_CHARACTERS:
        raise RuleErrors(
            [RuleError("", say("longer than {n} characters", n=TEXT_MAX_CHARACTERS), say("shorten the notes"))]
        )
    if text.lstrip().startswith("{"):
        try:
            return json.loads(text, object_pairs_hook=_no_doubles)
        except _RefusedError as refusal:
            raise RuleErrors([RuleError("", str(refusal))]) from refusal
        except (ValueError, RecursionError):
            return _read_yaml(text)  # YAML may start with a brace too
    return _read_yaml(text)


def read_nodes(text: str) -> Node | None:
    """The text as YAML nodes, which know their lines; None where it cannot be read."""
    if len(text) > TEXT_MAX_CHARACTERS:
        return None
    try:
        node: Node | None = yaml.compose(text, Loader=_PlainLoader)
    except (_RefusedError, yaml.YAMLError):
        return None
    return node


def _read_yaml(text: str) -> Any:
    try:
        return yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader with less
    except _RefusedError as refusal:
        raise RuleErrors([RuleError("", str(refusal))]) from refusal
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        # What the library found wrong is said in its own language.
        found = str(error.problem or error.context)
        if mark is None:
            raise RuleErrors([RuleError("", say("not YAML or JSON: {problem}", problem=found))]) from error
        places: dict[str, str | int] = {"line": mark.line + 1, "column": mark.column + 1, "problem": found}
        where = say("line {line}, column {column}: not YAML or JSON: {problem}", **places)
        raise RuleErrors([RuleError("", where)]) from error
    except yaml.YAMLError as error:
        raise RuleErrors(
            [RuleError("", say("not YAML or JSON: it has characters that may not be in a text"))]
        ) from error
    except (ValueError, OverflowError) as error:
        # Only numbers are converted here; Python refuses those with thousands of digits.
        raise RuleErrors([RuleError("", say("a number cannot be read"), say("write it in plain digits"))]) from error


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in pairs:
        if key in mapping:
            raise _RefusedError(say("{name} is there twice; keep one", name=repr(key[:40])))
        mapping[key] = value
    return mapping


def _line(place: yaml.Event | Node) -> int:
    mark = place.start_mark
    return 1 if mark is None else mark.line + 1
