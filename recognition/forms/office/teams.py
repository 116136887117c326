"""What admins write about a team."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.actions import teams
from recognition.forms.actions import ActionForm, DayField, PersonField, TeamField
from recognition.models import Person, Team


class _AboutTeam(ActionForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    parent = TeamField(label=_("Under"), required=False, help_text=_("Id or name of a team; empty for the top."))
    lead = PersonField(label=_("Led by"), required=False, help_text=_("Directory id or e-mail address."))


class NewTeam(_AboutTeam):
    key = forms.CharField(
        label=_("Id"), max_length=100,
        help_text=_("Letters, digits and . _ @ + -. It stands in addresses and never changes."),
    )  # fmt: skip
    field_order = ("name", "key", "parent", "lead")

    def save(self, by: Person) -> Team | None:
        return self.decided(lambda: teams.add(by=by, **self.cleaned_data))


class ChangedTeam(_AboutTeam):
    def __init__(self, team: Team, data: Any = None) -> None:
        self.team = team
        first = {"name": team.name, "parent": team.parent, "lead": team.lead}
        super().__init__(data, initial=first)

    def save(self, by: Person) -> Team | None:
        return self.decided(lambda: teams.change(by=by, team=self.team, **self.cleaned_data))


class ClosedTeam(ActionForm):
    on = DayField(label=_("From"))
    sure = forms.BooleanField(
        label=_("I know that it cannot be opened again"),
        error_messages={"required": _("Say that you know it: a closed team cannot be opened again.")},
    )

    def __init__(self, team: Team, data: Any = None) -> None:
        self.team = team
        super().__init__(data, initial={"on": timezone.localdate()}, auto_id="close-%s")

    def save(self, by: Person) -> Team | None:
        return self.decided(lambda: teams.close(by=by, team=self.team, on=self.cleaned_data["on"]))
