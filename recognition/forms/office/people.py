"""What admins write about a person of the directory. Each form knows its action and says what came of it."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recognition.actions import company_accounts, erasures, logins, people, roles
from recognition.forms.actions import ActionForm, DayField, PersonField, TeamField
from recognition.models import Badge, Person, Role


class AboutPerson(ActionForm):
    """A form about one person, in its own part of their page."""

    act = ""

    def __init__(self, person: Person, data: Any = None) -> None:
        self.person = person
        super().__init__(data, initial=self.first(person), auto_id=f"{self.act}-%s")

    def first(self, person: Person) -> dict[str, Any]:
        """What stands in the fields before anybody writes."""
        return {}

    def save(self, by: Person) -> str | None:
        """A sentence about what was done, or None with the reasons on the form."""
        raise TypeError("each form says what it does")


class Words(AboutPerson):
    act = "words"
    display_name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254, required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    location = forms.CharField(label=gettext_lazy("Place"), max_length=120, required=False)
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"), max_length=64, initial="UTC", help_text=gettext_lazy("Like Europe/Lisbon.")
    )
    started_on = DayField(label=gettext_lazy("First day"), required=False)

    def first(self, person: Person) -> dict[str, Any]:
        return {name: getattr(person, name) for name in self.base_fields}

    def save(self, by: Person) -> str | None:
        kept = self.decided(lambda: people.describe(by=by, person=self.person, **self.cleaned_data))
        return _("%(name)s is kept in these words.") % {"name": kept.display_name} if kept else None


class Placed(AboutPerson):
    act = "place"
    team = TeamField(
        label=gettext_lazy("Team"), required=False, help_text=gettext_lazy("Its id or name; empty for none.")
    )
    manager = PersonField(
        label=gettext_lazy("Manager"), required=False, help_text=gettext_lazy("Directory id or e-mail address.")
    )
    on = DayField(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("The first day in the new team. What happened before keeps the team of its day."),
    )

    def first(self, person: Person) -> dict[str, Any]:
        return {
            "team": person.team,
            "manager": person.manager,
            "on": timezone.localdate(),
        }

    def save(self, by: Person) -> str | None:
        moved = self.decided(lambda: people.move(by=by, person=self.person, **self.cleaned_data))
        return _("%(name)s has a new place.") % {"name": moved.display_name} if moved else None


class Leaving(AboutPerson):
    act = "leave"
    on = DayField(
        label=gettext_lazy("No longer here from"), help_text=gettext_lazy("The first day on which they do not work.")
    )

    def first(self, person: Person) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def save(self, by: Person) -> str | None:
        left = self.decided(lambda: people.leave(by=by, person=self.person, on=self.cleaned_data["on"]))
        return _("%(name)s is marked as left. Badges and words stay.") % {"name": left.display_name} if left else None


class ComingBack(AboutPerson):
    act = "come-back"

    def save(self, by: Person) -> str | None:
        back = self.decided(lambda: people.come_back(by=by, person=self.person))
        return _("%(name)s works here again.") % {"name": back.display_name} if back else None


class Forgetting(AboutPerson):
    act = "forget"
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=500,
        help_text=gettext_lazy("For the second admin, such as the date of the letter. It is forgotten with the rest."),
    )  # fmt: skip

    def save(self, by: Person) -> str | None:
        asked = self.decided(lambda: erasures.ask(by=by, person=self.person, reason=self.cleaned_data["reason"]))
        return _("Asked for. Another program admin has to approve it.") if asked else None


class Automated(AboutPerson):
    act = "automated"

    def save(self, by: Person) -> str | None:
        turned = not self.person.automated
        if self.decided(lambda: people.set_automated(by=by, person=self.person, automated=turned)) is None:
            return None
        said = (
            _("%(name)s is an automated account now. Everybody is judged again.")
            if turned
            else _("%(name)s is a person again. Everybody is judged again.")
        )
        return said % {"name": self.person.display_name}


class Granting(AboutPerson):
    act = "grant"
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    badge = forms.ModelChoiceField(
        Badge.objects.exclude(state=Badge.State.RETIRED).order_by("name"),
        label=gettext_lazy("Badge"), to_field_name="slug", required=False,
        empty_label=gettext_lazy("None"), help_text=gettext_lazy("For a steward: the badge they look after."),
    )  # fmt: skip
    area = forms.CharField(
        label=gettext_lazy("Area"), max_length=200, required=False,
        help_text=gettext_lazy("For a verifier: the area of outcomes. Empty: all of them."),
    )  # fmt: skip

    def save(self, by: Person) -> str | None:
        granted = self.decided(lambda: roles.grant(by=by, person=self.person, **self.cleaned_data))
        if granted is None:
            return None
        return _("%(name)s has the role: %(role)s.") % {
            "name": self.person.display_name,
            "role": granted.get_role_display(),
        }


class Ending(AboutPerson):
    act = "end-role"
    grant = forms.IntegerField(widget=forms.HiddenInput)

    def save(self, by: Person) -> str | None:
        grant = self.person.role_grants.filter(pk=self.cleaned_data["grant"]).first()
        if grant is None:
            return _("%(name)s does not have this role any more.") % {"name": self.person.display_name}
        ended = self.decided(lambda: roles.end(by=by, grant=grant) or True)
        return _("The role is ended.") if ended else None


class Linking(AboutPerson):
    act = "link"
    username = forms.CharField(
        label=gettext_lazy("Login"), max_length=150,
        help_text=gettext_lazy("The name of a login that belongs to nobody yet."),
    )  # fmt: skip

    def save(self, by: Person) -> str | None:
        user = self.decided(lambda: logins.link(by=by, person=self.person, username=self.cleaned_data["username"]))
        said = _("The login %(login)s belongs to %(name)s now.")
        return said % {"login": user.username, "name": self.person.display_name} if user else None


class Unlinking(AboutPerson):
    act = "unlink"

    def save(self, by: Person) -> str | None:
        gone = self.decided(lambda: logins.unlink(by=by, person=self.person) or True)
        return _("The login opens nothing of theirs any more, and its tokens have ended.") if gone else None


class Disconnecting(AboutPerson):
    act = "disconnect"
    account = forms.IntegerField(min_value=1, max_value=2**31, widget=forms.HiddenInput)

    def save(self, by: Person) -> str | None:
        account = SocialAccount.objects.filter(pk=self.cleaned_data["account"], user__person=self.person).first()
        if account is None:
            self.add_error(None, _("This company account opens nothing of theirs any more."))
            return None
        gone = self.decided(lambda: company_accounts.disconnect(by=by, person=self.person, account=account) or True)
        return _("The company account opens the login no more.") if gone else None


class ResettingSecondStep(AboutPerson):
    act = "reset-second-step"

    def save(self, by: Person) -> str | None:
        gone = self.decided(lambda: logins.reset_second_step(by=by, person=self.person) or True)
        return _("The second step is gone: the password alone opens the login.") if gone else None


FORMS: dict[str, type[AboutPerson]] = {
    form.act: form
    for form in (
        Words,
        Placed,
        Leaving,
        ComingBack,
        Forgetting,
        Automated,
        Granting,
        Ending,
        Linking,
        Unlinking,
        Disconnecting,
        ResettingSecondStep,
    )
}


class NewPerson(ActionForm):
    key = forms.CharField(
        label=gettext_lazy("Directory id"), max_length=100,
        help_text=gettext_lazy("Letters, digits and . _ @ + -. It stands in addresses and never changes."),
    )  # fmt: skip
    display_name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254, required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    team = TeamField(
        label=gettext_lazy("Team"), required=False, help_text=gettext_lazy("Its id or name; empty for none.")
    )
    manager = PersonField(
        label=gettext_lazy("Manager"), required=False, help_text=gettext_lazy("Directory id or e-mail address.")
    )
    location = forms.CharField(label=gettext_lazy("Place"), max_length=120, required=False)
    started_on = DayField(label=gettext_lazy("First day"), required=False)
    automated = forms.BooleanField(
        label=gettext_lazy("An automated account: never gives and never receives"), required=False
    )

    def save(self, by: Person) -> Person | None:
        return self.decided(lambda: people.add(by=by, **self.cleaned_data))
