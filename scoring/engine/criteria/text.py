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

TEXT_MAX_CHARACTERS = 65_536  # a rule of 24 conditions is below 4 KiB
DEPTH_MAX = 20  # of lists and mappings; the criteria themselves are bound tighter


class _RefusedError(ValueError):
    """Well-formed, but nothing that belongs in a rule."""


class _PlainLoader(yaml.SafeLoader):
    _depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, AliasEvent):
            raise _RefusedError(f"line {_line(event)}: aliases are not used in rules; write the value out")
        if getattr(event, "anchor", None) is not None:
            raise _RefusedError(f"line {_line(event)}: anchors are not used in rules; take the & word out")
        if getattr(event, "tag", None) is not None and not isinstance(event, ScalarEvent):
            raise _RefusedError(f"line {_line(event)}: tags are not used in rules; take the ! word out")
        if isinstance(event, ScalarEvent) and event.tag is not None:
            raise _RefusedError(f"line {_line(event)}: tags are not used in rules; take the ! word out")
        self._depth += 1
        if self._depth > DEPTH_MAX:
            raise _RefusedError(f"line {_line(event)}: nested deeper than {DEPTH_MAX} levels")
        node: Node | None = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise _RefusedError(f"line {_line(key_node)}: names must be text")
            if key in mapping:
                raise _RefusedError(f"line {_line(key_node)}: {key[:40]!r} is there twice; keep one")
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
        raise RuleErrors([RuleError("", f"longer than {TEXT_MAX_CHARACTERS} characters", "shorten the notes")])
    if text.lstrip().startswith("{"):
        try:
            return json.loads(text, object_pairs_hook=_no_doubles)
        except _RefusedError as refusal:
            raise RuleErrors([RuleError("", str(refusal))]) from refusal
        except (ValueError, RecursionError):
            return _read_yaml(text)  # YAML may start with a brace too
    return _read_yaml(text)


def _read_yaml(text: str) -> Any:
    try:
        return yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader with less
    except _RefusedError as refusal:
        raise RuleErrors([RuleError("", str(refusal))]) from refusal
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = "" if mark is None else f"line {mark.line + 1}, column {mark.column + 1}: "
        raise RuleErrors([RuleError("", f"{where}not YAML or JSON: {error.problem or error.context}")]) from error
    except yaml.YAMLError as error:
        raise RuleErrors([RuleError("", "not YAML or JSON: it has characters that may not be in a text")]) from error
    except (ValueError, OverflowError) as error:
        # Only numbers are converted here; Python refuses those with thousands of digits.
        raise RuleErrors([RuleError("", "a number cannot be read", "write it in plain digits")]) from error


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in pairs:
        if key in mapping:
            raise _RefusedError(f"{key[:40]!r} is there twice; keep one")
        mapping[key] = value
    return mapping


def _line(place: yaml.Event | Node) -> int:
    mark = place.start_mark
    return 1 if mark is None else mark.line + 1
