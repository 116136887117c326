"""Batch jobs that one declared oneself. Nobody reads those of others."""

from __future__ import annotations

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from recognition.api.access import acting_person, person_of
from recognition.api.doors import ReadView
from recognition.api.fields import StrictSerializer, Text
from scoring.actions import batch_jobs
from scoring.models import DeclaredBatchJob


class BatchJobAnswer(serializers.ModelSerializer[DeclaredBatchJob]):
    class Meta:
        model = DeclaredBatchJob
        fields = ("tool", "purpose", "since", "until", "declared_at")
        read_only_fields = fields


class BatchJobFilters(filters.FilterSet):
    tool = filters.CharFilter()


class NewBatchJob(StrictSerializer):
    tool = Text(max_length=60, help_text="As your own page names it.")
    purpose = Text(max_length=300)
    since = serializers.DateField(help_text="Begins with the Monday before.")
    until = serializers.DateField(help_text="Ends with the Sunday after; 90 days at most.")


class EndedBatchJob(StrictSerializer):
    tool = Text(max_length=60)
    since = serializers.DateField(help_text="As the list tells it.")


@extend_schema_view(list=extend_schema(operation_id="batch_jobs", summary="Your declared batch jobs"))
class BatchJobs(ReadView):
    """In these weeks the tool counts neither for you nor against you."""

    queryset = DeclaredBatchJob.objects.all()
    serializer_class = BatchJobAnswer
    filterset_class = BatchJobFilters

    def get_queryset(self) -> QuerySet[DeclaredBatchJob]:
        return DeclaredBatchJob.objects.filter(person=person_of(self.request))

    @extend_schema(operation_id="declare_batch_job", summary="Say beforehand that a machine will use a tool for you",
                   request=NewBatchJob, responses={201: BatchJobAnswer})  # fmt: skip
    def declare(self, request: Request) -> Response:
        job = batch_jobs.declare(by=acting_person(request), **NewBatchJob.said(request))
        return Response(BatchJobAnswer(job).data, status.HTTP_201_CREATED)

    @extend_schema(operation_id="end_batch_job", summary="End it with this week, or before it begins",
                   request=EndedBatchJob, responses={204: None})  # fmt: skip
    def end(self, request: Request) -> Response:
        batch_jobs.end(by=acting_person(request), **EndedBatchJob.said(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
