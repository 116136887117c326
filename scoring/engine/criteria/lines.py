"""Where in a text each part of a rule stands, for who mends it."""

from __future__ import annotations

from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, SequenceNode

from scoring.engine.criteria.text import read_nodes


def lines_of(text: str) -> dict[str, int]:
    """The line, from 1, of every path that an error of the parser may name; empty where the text cannot be read."""
    top = read_nodes(text)
    return dict(_lines(top, "")) if top is not None else {}


def line_of(path: str, lines: dict[str, int]) -> int | None:
    """Of the path, or of the nearest thing around it that is there."""
    while path and path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines.get(path)


def _lines(node: Node, path: str) -> Iterator[tuple[str, int]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            inner = f"{path}.{key.value}" if path else str(key.value)
            yield inner, key.start_mark.line + 1
            yield from _lines(value, inner)
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            inner = f"{path}[{index}]"
            yield inner, value.start_mark.line + 1
            yield from _lines(value, inner)
