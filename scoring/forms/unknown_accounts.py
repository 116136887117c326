"""Whose an unknown account is: a suggestion, somebody who is named, or nobody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recognition.actions import source_accounts
from recognition.forms.actions import ActionForm, PersonField
from recognition.models import Person, SourceAccount
from scoring.actions import usage
from scoring.queries.unknown_accounts import Unknown

IS = "is:"  # before the id of a person
NOBODY, AUTOMATED = "nobody", "automated"


class DecisionForm(ActionForm):
    """A row of the inbox. Left as it is, it decides nothing."""

    decision = forms.CharField(label=gettext_lazy("Whose it is"), required=False, max_length=200)
    person = PersonField(label=gettext_lazy("Somebody else"), required=False)

    def __init__(self, row: Unknown, data: Any = None) -> None:
        super().__init__(data, prefix=row.id)
        self.offer(row)

    def offer(self, row: Unknown) -> None:
        """Whom the list names: those whom the row suggests, and whoever was chosen before."""
        self.row = row
        chosen = getattr(self, "cleaned_data", {}).get("decision")
        people = list(dict.fromkeys([*row.suggested, *([chosen] if isinstance(chosen, Person) else [])]))
        self.fields["decision"].widget = forms.Select(choices=_choices(row, people))

    def clean_decision(self) -> Person | str | None:
        """A suggestion may have changed since it was shown: whoever is in the directory can be meant."""
        said = str(self.cleaned_data["decision"])
        if said.startswith(IS):
            person = Person.objects.filter(key=said.removeprefix(IS).replace("\x00", "")).first()
            if person is None:
                raise ValidationError(_("There is nobody with this directory id or e-mail address."), code="unknown")
            return person
        if said and (said not in (NOBODY, AUTOMATED) or not isinstance(self.row.account, SourceAccount)):
            raise ValidationError(_("Choose one of the list."), code="invalid_choice")
        return said or None

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, named = said.get("decision"), said.get("person")
        if chosen and named and chosen != named:
            self.add_error("person", _("Name somebody here, or choose from the list: not both."))
        return said

    @property
    def meant(self) -> Person | str | None:
        return self.cleaned_data.get("person") or self.cleaned_data.get("decision")

    def save(self, by: Person) -> bool:
        """Whether something was decided. What was told of the account counts from now on."""
        account, meant = self.row.account, self.meant
        if meant is None:
            return False
        if isinstance(meant, Person):
            if isinstance(account, SourceAccount):
                return self.decided(lambda: source_accounts.link(by=by, account=account, person=meant)) is not None
            return self.decided(lambda: usage.assign_account(by=by, account=account, person=meant)) is not None
        assert isinstance(account, SourceAccount)  # `clean_decision` saw to it
        automated = meant == AUTOMATED
        aside = self.decided(lambda: source_accounts.set_aside(by=by, account=account, automated=automated))
        return aside is not None


def _choices(row: Unknown, people: list[Person]) -> list[tuple[str, Any]]:
    choices: list[tuple[str, Any]] = [("", _("Not decided"))]
    if people:
        choices.append((_("Perhaps"), [(IS + person.key, _in_words(person)) for person in people]))
    if isinstance(row.account, SourceAccount):
        choices.append((_("Or"), [(NOBODY, _("Nobody of ours")), (AUTOMATED, _("Automated"))]))
    return choices


def _in_words(person: Person) -> str:
    return f"{person.display_name} ({person.key})" + (f", {person.team.name}" if person.team else "")
