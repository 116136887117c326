"""How actions say no."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from recognition.plain_text import check_plain_text


def refusal(message: str, *, code: str, field: str | None = None, **params: Any) -> ValidationError:
    """A `ValidationError` with a code, on a form field where one is meant; the caller raises it."""
    error = ValidationError(message, code=code, params=params or None)
    return error if field is None else ValidationError({field: error})


def require_plain(text: str, *, field: str) -> None:
    """Refuse control characters and hidden direction marks, for text that no model's validator sees."""
    try:
        check_plain_text(text)
    except ValidationError as error:
        raise ValidationError({field: error}) from error


def require(allowed: bool, message: str) -> None:
    """Raise `PermissionDenied` with a sentence for the person unless `allowed`."""
    if not allowed:
        raise PermissionDenied(message)


def refuse_together(*checks: Callable[[], object]) -> None:
    """Ask every check, and raise all that they refuse as one, so that nobody mends one thing to hear of the next."""
    refused: dict[str, list[ValidationError]] = {}
    for check in checks:
        try:
            check()
        except ValidationError as error:
            error.update_error_dict(refused)
    if refused:
        raise ValidationError(refused)
