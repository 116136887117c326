"""Awards drawn by lot, and what they say about what detectors miss."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from recognition import scopes
from recognition.api.access import acting_person
from recognition.api.doors import ReadView
from recognition.api.fields import ByKey, YesNoFilter
from scoring.actions import random_audit
from scoring.api.cases import Reasoned, looking
from scoring.models import AuditSample
from scoring.patterns.random_audit import miss_rate
from scoring.queries.random_audit import visible_to


class SampleAnswer(serializers.ModelSerializer[AuditSample]):
    person = ByKey("key", source="award.person", read_only=True)
    badge = ByKey("slug", source="award.badge", read_only=True)
    by = ByKey("key", read_only=True, allow_null=True)
    verdict = serializers.ChoiceField(
        AuditSample.Verdict.choices, read_only=True, allow_blank=True, help_text="Empty: nobody has looked."
    )

    class Meta:
        model = AuditSample
        fields = ("person", "badge", "week", "verdict", "by", "decided_at", "reason")
        read_only_fields = fields


class Judged(Reasoned):
    verdict = serializers.ChoiceField(AuditSample.Verdict.choices)


class EstimateAnswer(serializers.Serializer[Any]):
    judged = serializers.IntegerField()
    missed = serializers.IntegerField()
    share = serializers.FloatField(help_text="Of unflagged awards that should have been seen, from 0 to 1.")
    low = serializers.FloatField(help_text="Lower end of the 95 % interval.")
    high = serializers.FloatField()


class SampleFilters(filters.FilterSet):
    waiting = YesNoFilter(field_name="decided_at", method="filter_waiting")

    def filter_waiting(self, samples: QuerySet[AuditSample], _name: str, value: str) -> QuerySet[AuditSample]:
        return samples.filter(decided_at__isnull=value == "true")


@extend_schema_view(list=extend_schema(operation_id="random_audit", summary="Awards drawn by lot; for reviewers"))
class Samples(ReadView):
    """Without the reader's own awards and those of the reader's reports."""

    reads_with = writes_with = scopes.CASES
    queryset = AuditSample.objects.all()
    serializer_class = SampleAnswer
    filterset_class = SampleFilters

    def get_queryset(self) -> QuerySet[AuditSample]:
        return visible_to(looking(self.request))

    def get_object(self) -> AuditSample:
        return get_object_or_404(
            self.get_queryset(), award__person__key=self.kwargs["person"], award__badge__slug=self.kwargs["badge"]
        )

    @extend_schema(operation_id="judge_sample", summary="Say what you found", request=Judged, responses=SampleAnswer)
    def judge(self, request: Request, **_kwargs: Any) -> Response:
        sample = self.get_object()
        said = Judged.said(request)
        sample = random_audit.judge(by=acting_person(request), sample=sample, **said)
        return Response(SampleAnswer(sample).data)

    @extend_schema(operation_id="miss_rate", summary="How much is missed, with its interval", responses=EstimateAnswer)
    def estimate(self, request: Request) -> Response:
        looking(request)
        return Response(EstimateAnswer(miss_rate()).data)
