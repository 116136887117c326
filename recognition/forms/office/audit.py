"""What the log is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recognition.forms.actions import DayField
from recognition.models import Person
from recognition.queries import audit_log


class AuditFilters(forms.Form):
    """From the address: each may be left out, and what cannot be read is said."""

    who = forms.CharField(
        label=_("Who"), max_length=254, required=False, widget=forms.TextInput(attrs={"list": "known-people"})
    )
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    kind = forms.ChoiceField(label=_("To what"), required=False)
    key = forms.CharField(label=_("Its id"), max_length=200, required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, data: Mapping[str, Any], reader: Person) -> None:
        super().__init__(data)
        self.fields["verb"].choices = [("", _("Anything")), *audit_log.verbs(reader)]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("Anything")), *audit_log.kinds(reader)]  # type: ignore[attr-defined]

    @property
    def filters(self) -> audit_log.Filters:
        """Of those fields that can be read."""
        self.is_valid()
        read = self.cleaned_data
        return audit_log.Filters(
            who=_plain(read.get("who")), verb=read.get("verb") or "", kind=read.get("kind") or "",
            key=_plain(read.get("key")), since=read.get("since"), until=read.get("until"),
        )  # fmt: skip


def _plain(text: str | None) -> str:
    return (text or "").strip()
