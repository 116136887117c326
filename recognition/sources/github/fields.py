"""Fields of a payload, or an error that says which one is not as GitHub documents it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from recognition.deliveries.contract import Account, UnreadableError

Json = dict[str, Any]


def _at(payload: Json, path: str) -> Any:
    value: Any = payload
    for name in path.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def part(payload: Json, path: str) -> Json:
    value = _at(payload, path)
    if not isinstance(value, dict):
        raise UnreadableError(f"{path} is missing or no object. Is this a webhook of GitHub?")
    return value


def parts(payload: Json, path: str) -> list[Json]:
    value = _at(payload, path)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise UnreadableError(f"{path} is missing or no list of objects. Is this a webhook of GitHub?")
    return value


def text(payload: Json, path: str) -> str:
    """Empty where there is none."""
    value = _at(payload, path)
    return value if isinstance(value, str) else ""


def number(payload: Json, path: str) -> int:
    value = optional_number(payload, path)
    if value is None:
        raise UnreadableError(f"{path} is missing or no number. Is this a webhook of GitHub?")
    return value


def optional_number(payload: Json, path: str) -> int | None:
    value = _at(payload, path)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63 else None


def moment(payload: Json, path: str) -> datetime:
    """A time with its zone; a push gives whole seconds since 1970."""
    value = _at(payload, path)
    try:
        if isinstance(value, int) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise UnreadableError(f"{path} is missing or no time. Is this a webhook of GitHub?") from error
    if at.tzinfo is None:
        raise UnreadableError(f"{path} is a time without its zone.")
    return at


def account(payload: Json, path: str) -> Account | None:
    """None for somebody who is no longer there: GitHub then says null."""
    value = _at(payload, path)
    return account_in(value) if isinstance(value, dict) else None


def account_in(value: Json) -> Account:
    login = text(value, "login")
    user_id = optional_number(value, "id")
    return Account(
        user_id=str(user_id) if user_id is not None else "",
        login=login,
        name=text(value, "name"),
        automated=text(value, "type") == "Bot" or login.endswith("[bot]"),
    )


def repository(payload: Json) -> str:
    """owner/name, as it stands before every key."""
    name = text(payload, "repository.full_name")
    if not name:
        raise UnreadableError("repository.full_name is missing. Is this a webhook of GitHub?")
    return name
