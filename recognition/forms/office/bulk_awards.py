"""A badge for many people: whom, which, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recognition.actions import bulk_awards
from recognition.forms.actions import ActionForm
from recognition.models import Badge, BulkAward, Person, Tier
from recognition.queries.bulk_awards import Checked, checked, column, named, pasted

MOST_BYTES = 256 * 1024
SHOWN = 10  # of what names nobody


class BulkAwardForm(ActionForm):
    """`found` holds whom the list names, each with what stands against it, once the form was looked at."""

    badge = forms.ModelChoiceField(
        Badge.objects.filter(state=Badge.State.LIVE).order_by("name"),
        label=gettext_lazy("Badge"), to_field_name="slug", empty_label=gettext_lazy("Choose one"),
        error_messages={"required": gettext_lazy("Choose a badge.")},
    )  # fmt: skip
    tier = forms.ChoiceField(
        label=gettext_lazy("Tier"), choices=[("", gettext_lazy("None")), *Tier.choices], required=False
    )
    people = forms.CharField(
        label=gettext_lazy("People"), required=False, max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "keys"}),
        help_text=gettext_lazy("Directory ids or e-mail addresses, one a line or with commas between."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Or a CSV file"), required=False,
        help_text=gettext_lazy("The column named id, key or email is read, else the first one."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=bulk_awards.LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody who is given the badge can read it: what did they do, and what came of it?"),
        error_messages={"required": gettext_lazy("Say what they did, and what came of it.")},
    )  # fmt: skip

    def __init__(self, by: Person, *data: Any) -> None:
        self.by = by
        self.found: list[Checked] = []
        super().__init__(*data)

    def clean(self) -> dict[str, Any]:
        tokens = [*pasted(self.cleaned_data.get("people", "")), *self._of_file()]
        if not tokens and "file" not in self.errors and "people" not in self.errors:
            self.add_error("people", _("Name the people."))
        if len(tokens) > 2 * bulk_awards.MOST_PEOPLE:
            self.add_error("people", _("At most %(most)d people at once.") % {"most": bulk_awards.MOST_PEOPLE})
            return self.cleaned_data
        who = named(tokens)
        if who.unknown:
            shown = ", ".join(who.unknown[:SHOWN])
            message = ngettext("%(n)d names nobody: %(shown)s", "%(n)d name nobody: %(shown)s", len(who.unknown))
            self.add_error("people", message % {"n": len(who.unknown), "shown": shown})
        badge = self.cleaned_data.get("badge")
        if badge is not None:
            self.found = checked(badge, who.people, self.by)
        return self.cleaned_data

    @property
    def against(self) -> list[Checked]:
        return [one for one in self.found if not one.clear]

    def _of_file(self) -> list[str]:
        file = self.cleaned_data.get("file")
        if file is None:
            return []
        if file.size > MOST_BYTES:
            self.add_error("file", _("This file is too large for a list of names."))
            return []
        try:
            return column(file.read().decode("utf-8-sig"))
        except (UnicodeDecodeError, ValueError):
            self.add_error("file", _("This is no CSV in UTF-8: save it as “CSV UTF-8”."))
            return []

    def save(self, *, leave_out: bool) -> BulkAward | None:
        """`leave_out`: ask for those alone against whom nothing stands."""
        words = self.cleaned_data
        people = [one.person for one in self.found if one.clear or not leave_out]
        if leave_out and not people:
            self.add_error("people", _("Nobody would be left on the list."))
            return None
        return self.decided(
            lambda: bulk_awards.ask(
                by=self.by, badge=words["badge"], people=people, reason=words["reason"], tier=words["tier"]
            )
        )


class DeclineForm(ActionForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=bulk_awards.LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Who asked can read it."),
        error_messages={"required": gettext_lazy("Say why.")},
    )  # fmt: skip

    def save(self, by: Person, bulk: BulkAward) -> BulkAward | None:
        return self.decided(lambda: bulk_awards.decline(by=by, bulk=bulk, reason=self.cleaned_data["reason"]))
