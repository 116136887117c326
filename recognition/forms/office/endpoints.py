"""What admins enter about an endpoint."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recognition.actions import endpoints
from recognition.endpoints.events import EVENTS, events_for
from recognition.forms.actions import ActionForm, TeamField
from recognition.models import Badge, Endpoint, Person


class _AboutEndpoint(ActionForm):
    events = forms.MultipleChoiceField(
        label=_("What is posted"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )  # fmt: skip
    badge = forms.ModelChoiceField(
        label=_("Only of this badge"), required=False, to_field_name="slug", empty_label=_("Of every badge"),
        queryset=Badge.objects.exclude(state=Badge.State.DRAFT).order_by("name"),
    )  # fmt: skip
    team = TeamField(
        label=_("Only of this team"), required=False,
        help_text=_("Id or name; the teams below it as well. Empty: of everybody."),
    )  # fmt: skip


class NewEndpoint(_AboutEndpoint):
    kind = forms.ChoiceField(label=_("What it is"), choices=Endpoint.Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("As people here call it, for instance “#kudos” or “Intranet”.")
    )
    url = forms.CharField(
        label=_("Address"), max_length=2000,
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("With https://. It is not shown again: whoever has it can post there."),
    )  # fmt: skip
    field_order = ("kind", "name", "url", "events", "badge", "team")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"kind": Endpoint.Kind.SLACK, "events": ["award.given"]})
        _field(self).choices = [(name, event.words) for name, event in EVENTS.items()]

    def save(self, by: Person) -> tuple[Endpoint, str] | None:
        return self.decided(lambda: endpoints.make(by=by, **self.cleaned_data))


class ChangedEndpoint(_AboutEndpoint):
    url = forms.CharField(
        label=_("Another address"), required=False, max_length=2000,
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Empty: it stays as it is."),
    )  # fmt: skip

    def __init__(self, endpoint: Endpoint, data: Any = None) -> None:
        self.endpoint = endpoint
        first = {"events": endpoint.events, "badge": endpoint.badge, "team": endpoint.team}
        super().__init__(data, initial=first)
        _field(self).choices = [(name, EVENTS[name].words) for name in events_for(endpoint.kind)]

    def save(self, by: Person) -> Endpoint | None:
        return self.decided(lambda: endpoints.change(by=by, endpoint=self.endpoint, **self.cleaned_data))


def _field(form: forms.Form) -> forms.MultipleChoiceField:
    field = form.fields["events"]
    assert isinstance(field, forms.MultipleChoiceField)
    return field
