"""The log of who did what: for program admins and auditors."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from recognition import permissions, scopes
from recognition.api.access import person_of
from recognition.api.doors import ReadView
from recognition.api.fields import MomentFilter
from recognition.api.pages import NewestFirst
from recognition.models import AuditEntry
from recognition.queries import audit_log


class AuditEntryAnswer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    actor = serializers.CharField(help_text="Key of the person, or `system:` and the part of it.")
    verb = serializers.CharField()
    object_kind = serializers.CharField()
    object_key = serializers.CharField()
    sentence = serializers.CharField()
    data = serializers.DictField(  # type: ignore[assignment]  # a Serializer has `data` of its own
        help_text="Empty where it is not for this reader."
    )
    previous_hash = serializers.CharField()
    hash = serializers.CharField(help_text="SHA-256 (hex) of the entry and the hash before it.")


class AuditFilters(filters.FilterSet):
    actor = filters.CharFilter()
    verb = filters.CharFilter()
    object_kind = filters.CharFilter()
    object_key = filters.CharFilter()
    since = MomentFilter(field_name="at", lookup_expr="gte")
    until = MomentFilter(field_name="at", lookup_expr="lt")


class HighestNumberFirst(NewestFirst):
    ordering = "-number"


@extend_schema_view(list=extend_schema(operation_id="audit", summary="Who did what, for admins and auditors"))
class AuditLog(ReadView):
    """As the page of the log: entries about patterns are for auditors alone, and not where they concern the reader."""

    reads_with = scopes.AUDIT
    queryset = AuditEntry.objects.all()
    serializer_class = AuditEntryAnswer
    filterset_class = AuditFilters
    pagination_class = HighestNumberFirst

    def get_queryset(self) -> QuerySet[AuditEntry]:
        reader = person_of(self.request)
        if reader is None or not permissions.may_open_office(reader):
            raise PermissionDenied(_("The audit log is for program admins and auditors."))
        return audit_log.entries(audit_log.Filters(), reader)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response([_answer(told) for told in audit_log.told(page or ())])


def _answer(told: audit_log.Told) -> dict[str, Any]:
    shown = {**vars(told.entry), "sentence": told.sentence, "data": told.entry.data if told.data else {}}
    return AuditEntryAnswer().to_representation(shown)
