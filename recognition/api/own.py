"""What one is told and what one chose: messages and preferences."""

from __future__ import annotations

from hashlib import md5
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, PermissionDenied
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from recognition import scopes
from recognition.actions import notifications, preferences
from recognition.api.access import acting_person, person_of
from recognition.api.doors import ApiView, ReadView
from recognition.api.fields import ByKey, MomentFilter, StrictSerializer, Text, YesNo, YesNoFilter
from recognition.models import Notification, Person
from recognition.notify.kinds import KINDS, TOPICS
from recognition.queries.notifications import told_to
from recognition.queries.preferences import preferences_of


class MessageAnswer(serializers.ModelSerializer[Notification]):
    topic = serializers.SerializerMethodField()
    sentence = serializers.SerializerMethodField(help_text="In the language of the request.")
    leads_to = serializers.SerializerMethodField(help_text="A page of the site.")
    by = ByKey("key", read_only=True, allow_null=True)
    about = ByKey("key", read_only=True, allow_null=True)
    badge = ByKey("slug", read_only=True, allow_null=True)

    class Meta:
        model = Notification
        fields = ("kind", "topic", "sentence", "leads_to", "by", "about", "badge", "at", "read_at")
        read_only_fields = fields

    @extend_schema_field({"type": "string"})
    def get_topic(self, told: Notification) -> str:
        return KINDS[told.kind].topic

    @extend_schema_field({"type": "string"})
    def get_sentence(self, told: Notification) -> str:
        told.person = self.context["reader"]  # joined to nothing: the words ask who reads them
        return KINDS[told.kind].words(told)

    @extend_schema_field({"type": "string"})
    def get_leads_to(self, told: Notification) -> str:
        told.person = self.context["reader"]
        return KINDS[told.kind].leads_to(told)


class MessageFilters(filters.FilterSet):
    unread = YesNoFilter(field_name="read_at", lookup_expr="isnull")
    topic = filters.ChoiceFilter(choices=[(topic, topic) for topic in TOPICS], empty_label=None, method="by_topic")
    since = MomentFilter(field_name="at", lookup_expr="gte")
    until = MomentFilter(field_name="at", lookup_expr="lt")

    def by_topic(self, told: QuerySet[Notification], _name: str, value: str) -> QuerySet[Notification]:
        return told.filter(kind__in=[kind.name for kind in KINDS.values() if kind.topic == value])


@extend_schema_view(list=extend_schema(operation_id="messages", summary="What you were told, as under the bell"))
class Messages(ReadView):
    """Your own. Reading them here does not mark them as read."""

    reads_with = scopes.OWN
    queryset = Notification.objects.all()
    serializer_class = MessageAnswer
    filterset_class = MessageFilters

    def get_queryset(self) -> QuerySet[Notification]:
        reader = person_of(self.request)
        return Notification.objects.none() if reader is None else told_to(reader)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "reader": person_of(self.request)}

    @extend_schema(operation_id="read_messages", summary="Mark all as read", request=None, responses={204: None})
    def read(self, request: Request) -> Response:
        notifications.mark_all_read(by=acting_person(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class Language(serializers.ChoiceField):
    def __init__(self, **more: Any) -> None:
        super().__init__(choices=["", *dict(settings.LANGUAGES)], **more)


class PreferencesAnswer(serializers.Serializer[Any]):
    language = serializers.CharField(help_text="Empty: as the browser says.")
    time_zone = serializers.CharField(help_text="Empty: as the directory says.")
    shows_badges = serializers.BooleanField(help_text="Others see your badges.")
    shows_words = serializers.BooleanField(help_text="Others see what colleagues wrote to you.")
    muted = serializers.ListField(child=serializers.CharField(), help_text="Topics that you are not told about.")


class ChosenPreferences(StrictSerializer):
    """What is left out stays as it is."""

    language = Language(required=False)
    time_zone = Text(required=False, allow_blank=True, max_length=64)
    shows_badges = YesNo(required=False)
    shows_words = YesNo(required=False)
    muted = serializers.ListField(
        child=serializers.ChoiceField(choices=list(TOPICS)), required=False, max_length=len(TOPICS)
    )


class ChangedMeanwhile(APIException):
    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = "This was changed since you read it: read it again."
    default_code = "changed_meanwhile"


IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag that you read: refused where it is another now."
)


class OwnPreferences(ApiView):
    """Language, time zone, what others see of you, and what you are told."""

    pagination_class = None
    filter_backends = ()
    reads_with = scopes.OWN

    @extend_schema(operation_id="preferences", summary="What you chose", responses=PreferencesAnswer)
    def read(self, request: Request) -> Response:
        return Response(_chosen(_somebody(request)))

    @extend_schema(operation_id="choose_preferences", summary="Choose otherwise", request=ChosenPreferences,
                   parameters=[IF_MATCH], responses=PreferencesAnswer)  # fmt: skip
    def choose(self, request: Request) -> Response:
        said = ChosenPreferences.said(request)
        with transaction.atomic():
            person = Person.objects.select_for_update(of=("self",)).get(pk=acting_person(request).pk)
            _refuse_if_changed(request, _chosen(person))
            _choose(person, said)
        return Response(_chosen(person))


def _choose(person: Person, said: dict[str, Any]) -> None:
    if "language" in said:
        preferences.choose_language(by=person, language=said["language"])
    if "time_zone" in said:
        preferences.choose_time_zone(by=person, time_zone=said["time_zone"])
    if "shows_badges" in said or "shows_words" in said:
        now = preferences_of(person)
        badges, words = said.get("shows_badges", now.shows_badges), said.get("shows_words", now.shows_words)
        preferences.choose_visibility(by=person, badges=badges, words=words)
    if "muted" in said:
        preferences.choose_messages(by=person, wanted=[topic for topic in TOPICS if topic not in said["muted"]])


def _chosen(person: Person) -> dict[str, Any]:
    return dict(PreferencesAnswer(preferences_of(person)).data)


def _somebody(request: Request) -> Person:
    person = person_of(request)
    if person is None:
        raise PermissionDenied(_("This login belongs to no person, and has no preferences."))
    return person


def _refuse_if_changed(request: Request, now: dict[str, Any]) -> None:
    """Compare with the ETag that the address itself gives for a read."""
    said = request.headers.get("If-Match", "*")
    current = md5(JSONRenderer().render(now), usedforsecurity=False).hexdigest()  # as Django makes it
    # Compressed on the way, the same answer has a weak one.
    named = [tag.strip().removeprefix("W/").strip('"') for tag in said.split(",")]
    if said.strip() != "*" and current not in named:
        raise ChangedMeanwhile
