"""What one is told: the messages under the bell."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from recognition import scopes
from recognition.actions import notifications
from recognition.api.access import acting_person, person_of
from recognition.api.doors import ReadView
from recognition.api.fields import ByKey, MomentFilter, YesNoFilter
from recognition.models import Notification
from recognition.notify.kinds import KINDS, TOPICS
from recognition.queries.notifications import told_to


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
