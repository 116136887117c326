"""Why an action says no."""

from django.core.exceptions import PermissionDenied, ValidationError


def refusal_of(act) -> str:
    """The code of the refusal, "forbidden" for who may not; fails where the act goes through."""
    try:
        act()
    except PermissionDenied:
        return "forbidden"
    except ValidationError as error:
        return next(iter(error.error_dict.values()))[0].code if hasattr(error, "error_dict") else error.code
    raise AssertionError("it was not refused")
