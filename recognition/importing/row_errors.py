"""What is wrong with a field of a row, in the language of whoever handed it in.

pydantic speaks English; who reads that reads its own words. For others the common ones are messages of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop

from recognition.retelling import is_in_the_programs_language

# pydantic's word for a kind of mistake -> a message; its places are those of the mistake's context.
MESSAGES: Mapping[str, str] = {
    "missing": gettext_noop("is missing"),
    "string_type": gettext_noop("must be text"),
    "string_too_long": gettext_noop("must have at most %(max_length)s characters"),
    "string_too_short": gettext_noop("must have at least %(min_length)s characters"),
    "string_pattern_mismatch": gettext_noop("must match the pattern %(pattern)s"),
    "int_type": gettext_noop("must be a whole number"),
    "int_parsing": gettext_noop("must be a whole number"),
    "int_from_float": gettext_noop("must be a whole number"),
    "greater_than_equal": gettext_noop("must be %(ge)s or more"),
    "less_than_equal": gettext_noop("must be %(le)s or less"),
    "bool_type": gettext_noop("must be true or false"),
    "bool_parsing": gettext_noop("must be true or false"),
    "tuple_type": gettext_noop("must be a list"),
    "list_type": gettext_noop("must be a list"),
    "datetime_type": gettext_noop("must be a date with a time"),
    "datetime_parsing": gettext_noop("must be a date with a time"),
    "datetime_from_date_parsing": gettext_noop("must be a date with a time"),
    "date_type": gettext_noop("must be a date"),
    "date_parsing": gettext_noop("must be a date"),
    "date_from_datetime_parsing": gettext_noop("must be a date"),
    "date_from_datetime_inexact": gettext_noop("must be a date without a time"),
    "literal_error": gettext_noop("must be %(expected)s"),
    "value_error": "%(error)s",
}


def in_words(error: Mapping[str, Any]) -> str:
    """Of one of `ValidationError.errors(include_context=True)`."""
    message = MESSAGES.get(error["type"])
    if message is None or is_in_the_programs_language():
        return str(error["msg"])
    return str(gettext(message) % error.get("ctx", {}))
