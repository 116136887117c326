"""What admins write about a source: a secret."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from recognition.actions import source_secrets
from recognition.forms.actions import ActionForm
from recognition.models import Person, SourceSecret


class SecretForm(ActionForm):
    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("Such as the month in which it is made."))
    secret = forms.CharField(
        label=_("Secret of the tool"),
        required=False,
        max_length=source_secrets.LONGEST,
        strip=True,
        help_text=_("Only where the tool makes it, as PagerDuty does. Left empty, one is made here."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def save(self, by: Person, source: str) -> tuple[SourceSecret, str] | None:
        return self.decided(lambda: source_secrets.make(by=by, source=source, **self.cleaned_data))
