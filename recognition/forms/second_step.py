"""The code of a second step: what cannot be read any more is said, and what still can be opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError

from recognition.entrance import unreadable
from recognition.sealed import BrokenSealError

if TYPE_CHECKING:
    from django.forms import Form as Base
else:
    Base = object


class _Readable(Base):
    """Above a form of allauth, which stops at the first that it cannot read."""

    user: Any

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except BrokenSealError:
            code = self.cleaned_data["code"]
            self.authenticator = self._fitting(code)
        return code

    def _fitting(self, code: str) -> Any:
        for kept, readable in unreadable.codes_of(self.user).items():
            if readable and kept.wrap().validate_code(code):
                kept.user = self.user
                return kept
        if unreadable.is_lost(self.user):
            raise ValidationError(str(unreadable.SENTENCE), code="unreadable")
        raise get_adapter().validation_error("incorrect_code")


class CodeForm(_Readable, AuthenticateForm):  # type: ignore[misc]
    """At the sign-in."""


class CodeAgainForm(_Readable, ReauthenticateForm):  # type: ignore[misc]
    """Before a change."""
