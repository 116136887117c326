"""What admins write about a source: a secret, and whose an account is."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from recognition.actions import source_accounts, source_secrets
from recognition.forms.actions import ActionForm, PersonField
from recognition.models import Person, SourceAccount, SourceSecret


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


class AccountForm(ActionForm):
    person = PersonField(
        label=_("Whose it is"),
        help_text=_("Directory id or e-mail address."),
        error_messages={"required": _("Name somebody.")},
    )

    def save(self, by: Person, account: SourceAccount) -> SourceAccount | None:
        return self.decided(
            lambda: source_accounts.link(by=by, account=account, person=self.cleaned_data["person"])
        )  # fmt: skip
