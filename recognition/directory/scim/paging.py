"""Pages of a search: by index, or by a cursor that holds the sort value and the id where a page begins or ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scim2_models import InvalidCursorException, Resource, SearchRequest

SortKey = tuple[bool, Any, str]  # no value (those come last), the value, the id
Found = list[Resource[Any]]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page begins (`forward`) or ends; neither it nor the resource at `key` is on the page."""

    forward: bool
    key: SortKey

    def as_json(self) -> dict[str, Any]:
        without, value, scim_id = self.key
        if isinstance(value, datetime):
            value = {"at": value.isoformat()}
        return {"f": self.forward, "v": None if without else value, "i": scim_id}


def read_position(position: object) -> Position | None:
    """Of `Position.as_json`. Raises `InvalidCursorException` for anything else."""
    if position is None:
        return None
    match position:
        case {"f": bool(forward), "v": value, "i": str(scim_id)}:
            return Position(forward, (True, "", scim_id) if value is None else (False, _value(value), scim_id))
    raise InvalidCursorException


def sort_key(search: SearchRequest[Any], resource: Resource[Any]) -> SortKey:
    value = search.sort_value(resource) if search.sort_by else None
    return value is None, "" if value is None else value, str(resource.id)


def is_descending(search: SearchRequest[Any]) -> bool:
    return search.sort_by is not None and search.sort_order == SearchRequest.SortOrder.descending


def page_of(search: SearchRequest[Any], position: object, found: Found) -> tuple[Found, Any, Any]:
    """The page that is asked for, of all that were found, with the positions of the next page and the one before."""
    descending = is_descending(search)
    pairs = sorted(((sort_key(search, one), one) for one in found), key=lambda pair: pair[0], reverse=descending)
    if search.cursor is None:
        start = search.start_index_0 or 0
        stop = len(pairs) if search.count is None else start + search.count
        return [one for _key, one in pairs[start:stop]], None, None
    if search.count == 0:
        return [], None, None
    start, stop = _bounds([key for key, _one in pairs], read_position(position), search.count, descending)
    page = pairs[start:stop]
    after = Position(True, page[-1][0]).as_json() if page and stop < len(pairs) else None
    before = Position(False, page[0][0]).as_json() if page and start > 0 else None
    return [one for _key, one in page], after, before


def _bounds(keys: list[SortKey], position: Position | None, count: int | None, descending: bool) -> tuple[int, int]:
    if position is None:
        return 0, len(keys) if count is None else min(count, len(keys))
    try:
        earlier = sum(1 for key in keys if (key > position.key if descending else key < position.key))
    except TypeError as error:  # the position of a search by another attribute
        raise InvalidCursorException from error
    if position.forward:
        start = earlier + keys.count(position.key)
        return start, len(keys) if count is None else min(start + count, len(keys))
    return 0 if count is None else max(earlier - count, 0), earlier


def _value(value: object) -> Any:
    if not isinstance(value, dict):
        return value
    try:
        return datetime.fromisoformat(value["at"])
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidCursorException from error
