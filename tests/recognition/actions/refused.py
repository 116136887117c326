"""Reading the code of a refusal."""

from django.core.exceptions import ValidationError


def code_of(refused) -> str:
    """The code of the first error in `pytest.raises(ValidationError) as refused`."""
    error: ValidationError = refused.value
    return next(iter(error.error_dict.values()))[0].code if hasattr(error, "error_dict") else error.code
