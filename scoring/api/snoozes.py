"""Snoozes in force, and reviews of awards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from recognition import scopes
from recognition.actions import awards
from recognition.api.access import acting_person, person_of
from recognition.api.awards import AwardAnswer
from recognition.api.doors import ApiView, ReadView
from recognition.api.fields import ByKey, StrictSerializer, Text
from recognition.api.visibility import awards_for
from recognition.models import Award, Person
from scoring.actions import snoozes
from scoring.actions.cases import MOST_CHARACTERS
from scoring.api.cases import Reasoned, looking
from scoring.models import Snooze
from scoring.queries.snoozes import in_force


class SnoozeAnswer(serializers.ModelSerializer[Snooze]):
    person = ByKey("key", read_only=True)
    by = ByKey("key", read_only=True)

    class Meta:
        model = Snooze
        fields = ("person", "code", "until", "by", "reason", "at", "ended_at")
        read_only_fields = fields


class SnoozeFilters(filters.FilterSet):
    person = filters.CharFilter(field_name="person__key")
    code = filters.CharFilter()


class NewSnooze(StrictSerializer):
    person = ByKey("key", queryset=Person.objects.all())
    code = Text(max_length=3)
    until = serializers.DateTimeField()
    reason = Text(max_length=MOST_CHARACTERS)


@extend_schema_view(list=extend_schema(operation_id="snoozes", summary="Snoozes in force; for reviewers"))
class Snoozes(ReadView):
    """Without those about the reader and the reader's reports."""

    reads_with = writes_with = scopes.CASES
    queryset = Snooze.objects.all()
    serializer_class = SnoozeAnswer
    filterset_class = SnoozeFilters

    def get_queryset(self) -> QuerySet[Snooze]:
        return in_force(looking(self.request))

    @extend_schema(operation_id="begin_snooze", summary="Findings of one kind about one person do nothing until a date",
                   request=NewSnooze, responses={201: SnoozeAnswer})  # fmt: skip
    def begin(self, request: Request) -> Response:
        looking(request)
        wanted = NewSnooze.said(request)
        snooze = snoozes.begin(by=acting_person(request), **wanted)
        return Response(SnoozeAnswer(snooze).data, status.HTTP_201_CREATED)

    @extend_schema(operation_id="end_snooze", summary="End it before its date", request=None, responses=SnoozeAnswer)
    def end(self, request: Request, person: str, code: str) -> Response:
        snooze = get_object_or_404(self.get_queryset(), person__key=person, code=code)
        return Response(SnoozeAnswer(snoozes.end(by=acting_person(request), snooze=snooze)).data)


class Reviews(ApiView):
    """An award under review: reversible, and to others it looks as before."""

    reads_with = writes_with = scopes.CASES
    queryset = Award.objects.all()
    serializer_class = AwardAnswer

    @extend_schema(operation_id="freeze_award", summary="Put it under review", request=Reasoned, responses=AwardAnswer)
    def freeze(self, request: Request, **kwargs: Any) -> Response:
        return self._act(request, awards.freeze, **kwargs)

    @extend_schema(operation_id="unfreeze_award", summary="The review found nothing", request=Reasoned,
                   responses=AwardAnswer)  # fmt: skip
    def unfreeze(self, request: Request, **kwargs: Any) -> Response:
        return self._act(request, awards.unfreeze, **kwargs)

    def _act(self, request: Request, act: Callable[..., Award], person: str, badge: str) -> Response:
        award = get_object_or_404(awards_for(person_of(request)), person__key=person, badge__slug=badge)
        said = Reasoned.said(request)
        act(by=acting_person(request), award=award, **said)
        return Response(AwardAnswer(awards_for(person_of(request)).get(pk=award.pk)).data)
