"""What one chose: language, time zone, what others see, what one is told and how it comes by e-mail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from recognition import scopes
from recognition.actions import preferences
from recognition.api.access import acting_person, person_of
from recognition.api.fields import StrictSerializer, Text, YesNo
from recognition.api.preconditions import ChangingView
from recognition.models import Person, Preferences
from recognition.notify.by_mail import ALWAYS, Way, way_of
from recognition.notify.kinds import TOPICS
from recognition.queries.preferences import preferences_of

MAILED = (ALWAYS, *TOPICS)


class Language(serializers.ChoiceField):
    def __init__(self, **more: Any) -> None:
        super().__init__(choices=["", *dict(settings.LANGUAGES)], **more)


class MailAnswer(serializers.Serializer[Any]):
    """Topic -> how it comes by e-mail. `always` is what is always told under the bell."""

    def get_fields(self) -> dict[str, Any]:
        return {name: serializers.ChoiceField(choices=Way.choices) for name in MAILED}


class ChosenMail(StrictSerializer):
    """Topics that are left out stay as they are."""

    def get_fields(self) -> dict[str, Any]:
        return {name: serializers.ChoiceField(choices=Way.choices, required=False) for name in MAILED}


class PreferencesAnswer(serializers.Serializer[Any]):
    language = serializers.CharField(help_text="Empty: as the browser says.")
    time_zone = serializers.CharField(help_text="Empty: as the directory says.")
    shows_badges = serializers.BooleanField(help_text="Others see your badges.")
    shows_words = serializers.BooleanField(help_text="Others see what colleagues wrote to you.")
    muted = serializers.ListField(child=serializers.CharField(), help_text="Topics that you are not told about.")
    mail = serializers.SerializerMethodField(
        help_text="How each topic comes by e-mail: at once, in one e-mail a day, or not (`site`). "
        "Nothing comes of a topic that is muted."
    )

    @extend_schema_field(MailAnswer)
    def get_mail(self, chosen: Preferences) -> dict[str, str]:
        return {name: way_of(chosen.mail, name).value for name in MAILED}


class ChosenPreferences(StrictSerializer):
    """What is left out stays as it is."""

    language = Language(required=False)
    time_zone = Text(required=False, allow_blank=True, max_length=64)
    shows_badges = YesNo(required=False)
    shows_words = YesNo(required=False)
    muted = serializers.ListField(
        child=serializers.ChoiceField(choices=list(TOPICS)), required=False, max_length=len(TOPICS)
    )
    mail = ChosenMail(required=False)


class OwnPreferences(ChangingView):
    """Language, time zone, what others see of you, what you are told and how it comes by e-mail."""

    pagination_class = None
    filter_backends = ()
    reads_with = scopes.OWN

    @extend_schema(operation_id="preferences", summary="What you chose", responses=PreferencesAnswer)
    def read(self, request: Request) -> Response:
        return Response(_chosen(_somebody(request)))

    @extend_schema(operation_id="choose_preferences", summary="Choose otherwise", request=ChosenPreferences,
                   responses=PreferencesAnswer)  # fmt: skip
    def choose(self, request: Request) -> Response:
        said = ChosenPreferences.said(request)
        with transaction.atomic():
            person = Person.objects.select_for_update(of=("self",)).get(pk=acting_person(request).pk)
            self.only_unchanged(request, _chosen(person))
            _choose(person, said)
        return Response(_chosen(person))


def _choose(person: Person, said: dict[str, Any]) -> None:
    if "language" in said:
        preferences.choose_language(by=person, language=said["language"])
    if "time_zone" in said:
        preferences.choose_time_zone(by=person, time_zone=said["time_zone"])
    now = preferences_of(person)
    if "shows_badges" in said or "shows_words" in said:
        badges, words = said.get("shows_badges", now.shows_badges), said.get("shows_words", now.shows_words)
        preferences.choose_visibility(by=person, badges=badges, words=words)
    if "muted" in said or "mail" in said:
        muted = said.get("muted", now.muted)
        wanted = [topic for topic in TOPICS if topic not in muted]
        preferences.choose_messages(by=person, wanted=wanted, ways=said.get("mail"))


def _chosen(person: Person) -> dict[str, Any]:
    return dict(PreferencesAnswer(preferences_of(person)).data)


def _somebody(request: Request) -> Person:
    person = person_of(request)
    if person is None:
        raise PermissionDenied(_("This login belongs to no person, and has no preferences."))
    return person
