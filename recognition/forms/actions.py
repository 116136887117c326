"""Forms that let an action decide, and put its reasons on their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recognition.models import Person, Team

T = TypeVar("T")


class ActionForm(forms.Form):
    # What an action calls by one name and this form by another one.
    fields_of_action: ClassVar[Mapping[str, str]] = {}

    def decided(self, action: Callable[[], T]) -> T | None:
        """What the action gives, or None with its reasons: on the field that they name, else above the form."""
        try:
            return action()
        except ValidationError as refused:
            if not hasattr(refused, "error_dict"):
                self.add_error(None, refused)
                return None
            for name, errors in refused.error_dict.items():
                here = self.fields_of_action.get(name, name)
                self.add_error(here if here in self.fields else None, errors)
            return None


class DayField(forms.DateField):
    """The browser's own calendar; the same form in every language."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ("%Y-%m-%d",)


class PersonField(forms.CharField):
    """Somebody by directory id or e-mail address; offers who is found while one types."""

    default_error_messages = {"unknown": _("There is nobody with this directory id or e-mail address.")}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"list": "known-people", "autocomplete": "off", "maxlength": "254"}

    def clean(self, value: object) -> Person | None:
        text = str(super().clean(value) or "").replace("\x00", "").strip()
        if not text:
            return None
        person = Person.objects.filter(key=text).first() or Person.objects.filter(email__iexact=text).first()
        if person is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return person

    def prepare_value(self, value: object) -> object:
        return value.key if isinstance(value, Person) else value


class TeamField(forms.CharField):
    """A team by its id or its whole name, an open one first; offers which are found while one types.

    What a closed one still takes is for the action to say.
    """

    default_error_messages = {
        "unknown": _("There is no team with this id or name."),
        "several": _("Several teams have this name: give the id."),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"list": "known-teams", "autocomplete": "off", "maxlength": "200"}

    def clean(self, value: object) -> Team | None:
        text = str(super().clean(value) or "").replace("\x00", "").strip()
        if not text:
            return None
        named = Team.objects.filter(name=text)
        found = list(Team.objects.filter(key=text)) or list(named.filter(closed_on=None)[:2]) or list(named[:2])
        if len(found) != 1:
            code = "several" if found else "unknown"
            raise ValidationError(self.error_messages[code], code=code)
        return found[0]

    def prepare_value(self, value: object) -> object:
        return value.key if isinstance(value, Team) else value
