"""What admins write about what delivers usage."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from recognition.actions.machine_tokens import LONGEST_NAME, MOST_DAYS
from recognition.forms.actions import ActionForm
from recognition.models import Person
from scoring.actions import usage
from scoring.models import UsageToken


class TokenForm(ActionForm):
    name = forms.CharField(
        label=_("Name"), max_length=LONGEST_NAME, help_text=_("What delivers with it, such as the collector's host.")
    )
    days = forms.IntegerField(label=_("Days until it ends"), min_value=1, max_value=MOST_DAYS, initial=90)

    def save(self, by: Person) -> tuple[UsageToken, str] | None:
        """The token and its secret, which is shown once."""
        return self.decided(lambda: usage.create_token(by=by, **self.cleaned_data))
