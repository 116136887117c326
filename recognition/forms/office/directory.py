"""A token for the company's directory."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from recognition.actions import directory_tokens
from recognition.actions.machine_tokens import LONGEST_NAME, MOST_DAYS
from recognition.forms.actions import ActionForm
from recognition.models import DirectoryToken, Person


class DirectoryTokenForm(ActionForm):
    name = forms.CharField(
        label=_("Name"), max_length=LONGEST_NAME,
        help_text=_("What tells of people with it, and since when: okta-2027."),
    )  # fmt: skip
    days = forms.IntegerField(label=_("Days until it ends"), min_value=1, max_value=MOST_DAYS, initial=180)

    def save(self, by: Person) -> tuple[DirectoryToken, str] | None:
        """The token and its secret, which is shown once."""
        return self.decided(lambda: directory_tokens.make(by=by, **self.cleaned_data))
