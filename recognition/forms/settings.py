"""What somebody chooses for themselves. What may be chosen is decided by the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from recognition.actions import preferences
from recognition.models import Person
from recognition.notify.by_mail import ALWAYS, ALWAYS_WORDS, Way, way_of
from recognition.notify.kinds import TOPICS
from recognition.queries.preferences import preferences_of
from recognition.scopes import SCOPES

EVERYBODY, ONLY_ME = "everybody", "me"
WHO = [(EVERYBODY, _("Everybody at work")), (ONLY_ME, _("Only me"))]
MAILED = {ALWAYS: ALWAYS_WORDS, **TOPICS}
DAYS = [(7, _("a week")), (30, _("a month")), (90, _("three months")), (365, _("a year"))]


class LanguageAndTimeForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=lambda: [("", _("As my browser says")), *settings.LANGUAGES]
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        max_length=64,
        help_text=_("Begin to type a large city near you. Empty: as the directory says."),
        widget=forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off", "spellcheck": "false"}),
    )

    @classmethod
    def of(cls, person: Person) -> LanguageAndTimeForm:
        chosen = preferences_of(person)
        return cls(initial={"language": chosen.language, "time_zone": chosen.time_zone})

    def save(self, by: Person) -> None:
        with transaction.atomic():
            preferences.choose_language(by=by, language=self.cleaned_data["language"])
            preferences.choose_time_zone(by=by, time_zone=self.cleaned_data["time_zone"])


class VisibilityForm(forms.Form):
    badges = forms.ChoiceField(label=_("Who sees my badges?"), choices=WHO, widget=forms.RadioSelect)
    words = forms.ChoiceField(label=_("Who reads what colleagues wrote to me?"), choices=WHO, widget=forms.RadioSelect)

    @classmethod
    def of(cls, person: Person) -> VisibilityForm:
        chosen = preferences_of(person)
        return cls(initial={"badges": _who(chosen.shows_badges), "words": _who(chosen.shows_words)})

    def save(self, by: Person) -> None:
        said = self.cleaned_data
        preferences.choose_visibility(by=by, badges=said["badges"] == EVERYBODY, words=said["words"] == EVERYBODY)


class MessagesForm(forms.Form):
    wanted = forms.MultipleChoiceField(
        label=_("Tell me on the site about"),
        required=False,
        choices=lambda: [(name, words) for name, (words, _more) in TOPICS.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With a field `mail_TOPIC` for each topic; one that is not sent stays as it was."""
        super().__init__(*args, **kwargs)
        for topic, (words, _more) in MAILED.items():
            label = _("E-mail: %(topic)s") % {"topic": words}
            self.fields[f"mail_{topic}"] = forms.ChoiceField(label=label, choices=Way.choices, required=False)

    @classmethod
    def of(cls, person: Person) -> MessagesForm:
        chosen = preferences_of(person)
        ways = {f"mail_{topic}": way_of(chosen.mail, topic) for topic in MAILED}
        return cls(initial={"wanted": [topic for topic in TOPICS if topic not in chosen.muted], **ways})

    def save(self, by: Person) -> None:
        ways = {topic: way for topic in MAILED if (way := self.cleaned_data[f"mail_{topic}"])}
        preferences.choose_messages(by=by, wanted=self.cleaned_data["wanted"], ways=ways)


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"),
        max_length=60,
        help_text=_("For instance “report script on my laptop”."),
        error_messages={"required": _("Say what the token is for, so that you know it again.")},
    )
    days = forms.TypedChoiceField(label=_("It ends after"), choices=DAYS, coerce=int, initial=90)
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        required=False,
        choices=lambda: list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick what the program needs and no more. Nothing ticked: everything that you may do."),
    )


def save_or_say_why(form: Any, by: Person) -> bool:
    """Let the action decide; its reasons come back on the form's fields."""
    if not form.is_valid():
        return False
    try:
        form.save(by)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


def _who(shown: bool) -> str:
    return EVERYBODY if shown else ONLY_ME
