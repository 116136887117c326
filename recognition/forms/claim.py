"""An outcome that a person reports. What may be reported is decided by the action."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from recognition.actions import outcomes
from recognition.actions.outcomes import MOST_CO_AUTHORS
from recognition.forms.actions import ActionForm
from recognition.models import Outcome, Person

_KINDS = [(kind, capfirst(label)) for kind, label in Outcome.Kind.choices if kind != Outcome.Kind.CHANGE_REVERTED]
_LONGEST = {field.name: field.max_length for field in Outcome._meta.fields}


class PeopleField(forms.CharField):
    """Colleagues by name, directory id or e-mail address, separated by commas."""

    def clean(self, value: object) -> list[Person]:
        written = str(super().clean(value) or "").replace("\x00", "")
        wanted = list(dict.fromkeys(name.strip() for name in written.split(",") if name.strip()))
        return [_called(name) for name in wanted[: MOST_CO_AUTHORS + 1]]


def _called(name: str) -> Person:
    working = Person.objects.active().human()
    for found in (working.filter(key=name), working.filter(email__iexact=name), working.filter(display_name=name)):
        people = list(found[:2])
        if len(people) == 1:
            return people[0]
        if people:
            sentence = _("Several people are called “%(name)s”: give the directory id or the e-mail address.")
            raise ValidationError(sentence, code="several", params={"name": name})
    sentence = _("There is nobody called “%(name)s”: give the name as it stands in the directory, or the id.")
    raise ValidationError(sentence, code="unknown", params={"name": name})


class ClaimForm(ActionForm):
    kind = forms.ChoiceField(label=_("What kind of work was it?"), choices=_KINDS)
    title = forms.CharField(
        label=_("What did you achieve?"),
        max_length=_LONGEST["title"],
        help_text=_("A few words that somebody recognises who saw it."),
        error_messages={"required": _("Say in a few words what you achieved.")},
    )
    url = forms.CharField(
        label=_("Link (optional)"),
        max_length=_LONGEST["url"],
        required=False,
        help_text=_("Where it can be seen: the document, the ticket, the change."),
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )
    area = forms.CharField(
        label=_("Area (optional)"),
        max_length=_LONGEST["area"],
        required=False,
        help_text=_("The part of the work it belongs to. Who looks after that area is asked to confirm it."),
    )
    co_authors = PeopleField(
        label=_("Who did it with you? (optional)"),
        max_length=2000,
        required=False,
        help_text=_("Names, separated by commas. They share in it, so they cannot confirm it."),
    )

    def save(self, *, by: Person) -> Outcome | None:
        """Dated now: nobody dates their own work back, and so past the time in which it settles."""
        said = self.cleaned_data
        return self.decided(
            lambda: outcomes.claim(
                by=by, kind=said["kind"], title=said["title"], url=said["url"], area=said["area"],
                co_authors=said["co_authors"],
            )
        )  # fmt: skip
