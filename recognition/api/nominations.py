"""Nominations: list, read, submit, withdraw."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from recognition import scopes
from recognition.actions import nominations
from recognition.api.access import acting_person, person_of
from recognition.api.doors import ReadView
from recognition.api.fields import ByKey, MomentFilter, OutcomeReference, StrictSerializer, Text
from recognition.api.outcome_names import OutcomeName
from recognition.api.visibility import badges_for, nominations_for
from recognition.models import Nomination, Person
from recognition.models.nominations import REASON_MAX_CHARACTERS

# More is a mistake: a sentence that points to everything points to nothing.
MOST_OUTCOMES = 20


class NominationAnswer(serializers.ModelSerializer[Nomination]):
    badge = ByKey("slug", read_only=True)
    nominator = ByKey("key", read_only=True)
    nominee = ByKey("key", read_only=True)
    first = ByKey("key", read_only=True, allow_null=True, help_text="The nomination that this one seconds.")
    outcomes = OutcomeName(many=True, read_only=True)

    class Meta:
        model = Nomination
        fields = ("key", "badge", "nominator", "nominee", "first", "reason", "outcomes", "at", "withdrawn_at")
        read_only_fields = fields


class NewNomination(StrictSerializer):
    nominee = ByKey("key", queryset=Person.objects.all())
    badge = ByKey("slug", queryset=badges_for(None))
    reason = Text(max_length=REASON_MAX_CHARACTERS, help_text="What they did and what came of it, in your own words.")
    outcomes = serializers.ListField(child=OutcomeReference(), required=False, max_length=MOST_OUTCOMES)


class NominationFilters(filters.FilterSet):
    badge = filters.CharFilter(field_name="badge__slug")
    nominator = filters.CharFilter(field_name="nominator__key")
    nominee = filters.CharFilter(field_name="nominee__key")
    since = MomentFilter(field_name="at", lookup_expr="gte")
    until = MomentFilter(field_name="at", lookup_expr="lt")


@extend_schema_view(
    list=extend_schema(operation_id="nominations", summary="Nominations and their seconds"),
    retrieve=extend_schema(operation_id="nomination", summary="One nomination"),
)
class Nominations(ReadView):
    """Withdrawn ones are shown to the two people and to who oversees the program."""

    writes_with = scopes.RECOGNISE
    queryset = Nomination.objects.all()
    serializer_class = NominationAnswer
    filterset_class = NominationFilters
    lookup_field = "key"

    def get_queryset(self) -> QuerySet[Nomination]:
        return (
            nominations_for(person_of(self.request))
            .select_related("badge", "nominator", "nominee", "first")
            .prefetch_related("outcomes")
        )

    @extend_schema(
        operation_id="submit_nomination",
        summary="Say that somebody earned a badge",
        request=NewNomination,
        responses={201: NominationAnswer},
    )
    def submit(self, request: Request) -> Response:
        wanted = NewNomination.said(request)
        nomination = nominations.submit(by=acting_person(request), **wanted)
        address = reverse("api:nomination", kwargs={"key": nomination.key}, request=request)
        return Response(NominationAnswer(nomination).data, status.HTTP_201_CREATED, headers={"Location": address})

    @extend_schema(
        operation_id="withdraw_nomination",
        summary="Take an own nomination back",
        request=None,
        responses=NominationAnswer,
    )
    def withdraw(self, request: Request, **kwargs: Any) -> Response:
        nomination = nominations.withdraw(by=acting_person(request), nomination=self.get_object())
        return Response(NominationAnswer(nomination).data)
