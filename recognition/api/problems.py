"""Errors that REST framework or an action raises, as problems (`recognition.problems`)."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework.exceptions import ErrorDetail, ParseError, ValidationError
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from recognition.api.bodies import BodyTooLarge
from recognition.problems import MEDIA_TYPE, problem


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """The response for an error that REST framework or an action knows; None for any other, which is a 500.

    Body: `{type, title, status, detail, errors: [{path, code, message}]}`; `path` is the place in the body
    or the name of the query parameter ("outcomes[0].key"), "" when the error is about the whole.
    """
    error = _known(error)
    response = exception_handler(error, context)
    if response is None:
        return None
    details = error.get_full_details() if isinstance(error, ValidationError) else _plain(response.data)
    response.data = problem(response.status_code, list(_flat(details)))
    response.content_type = MEDIA_TYPE
    return response


def _known(error: Exception) -> Exception:
    """Django's own refusals as those of REST framework."""
    if isinstance(error, DjangoValidationError):
        return _from_django(error)
    if isinstance(error, RequestDataTooBig):
        return BodyTooLarge()
    if isinstance(error, SuspiciousOperation):  # such as a thousand query parameters
        return ParseError()
    return error


def _from_django(error: DjangoValidationError) -> ValidationError:
    """A refusal of an action, with the codes and fields it names."""
    if not hasattr(error, "error_dict"):
        return ValidationError({api_settings.NON_FIELD_ERRORS_KEY: _details(error)})
    return ValidationError(
        {
            api_settings.NON_FIELD_ERRORS_KEY if field == NON_FIELD_ERRORS else field: [
                detail for one in errors for detail in _details(one)
            ]
            for field, errors in error.error_dict.items()
        }
    )


def _details(error: DjangoValidationError) -> list[ErrorDetail]:
    return [ErrorDetail(message, code=one.code or "invalid") for one in error.error_list for message in one.messages]


def _plain(data: Any) -> Any:
    """The one message of an error that is not about fields."""
    detail = data.get("detail", "") if isinstance(data, dict) else data
    return {"message": str(detail), "code": getattr(detail, "code", "error")}


def _flat(details: Any, path: str = "") -> Iterator[dict[str, str]]:
    if isinstance(details, list):
        for place, item in enumerate(details):
            # A list of messages is about its parent; a list of nested errors is about its items.
            yield from _flat(item, path if _is_message(item) else f"{path}[{place}]")
    elif _is_message(details):
        yield {"path": path, "code": str(details["code"]), "message": str(details["message"])}
    else:
        for name, inner in details.items():
            if name == api_settings.NON_FIELD_ERRORS_KEY:
                yield from _flat(inner, path)
            elif isinstance(name, int):  # REST framework names the bad items of a list by their place
                yield from _flat(inner, f"{path}[{name}]")
            else:
                yield from _flat(inner, f"{path}.{name}" if path else str(name))


def _is_message(details: Any) -> bool:
    return isinstance(details, dict) and set(details) == {"message", "code"} and isinstance(details["message"], str)
