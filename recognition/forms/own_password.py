"""The change of one's own password. Whether a new one is good enough is decided by the action."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

LONGEST = 1000


def _field(label: Any, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=LONGEST, strip=False, widget=widget)


class OwnPasswordForm(forms.Form):
    current = _field(_("Present password"), "current-password")
    password = _field(_("New password"), "new-password")
    again = _field(_("New password once more"), "new-password")

    def rules(self) -> list[str]:
        return password_validators_help_texts()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "password" in said and "again" in said and said["password"] != said["again"]:
            self.add_error("again", _("The two new passwords differ."))
        return said
