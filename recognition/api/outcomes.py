"""Outcomes: list, read, claim; and the independent word about them."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from recognition import scopes
from recognition.actions import outcomes
from recognition.api.access import acting_person
from recognition.api.doors import ApiView, ReadView
from recognition.api.fields import ByKey, MomentFilter, OutcomeReference, StrictSerializer, Text
from recognition.models import Outcome, Reversal, Verification

KEYS = {"type": "array", "items": {"type": "string"}}


class VerificationAnswer(serializers.ModelSerializer[Verification]):
    verifier = ByKey("key", read_only=True)

    class Meta:
        model = Verification
        fields = ("verifier", "kind", "at", "note", "withdrawn_at")
        read_only_fields = fields


class ReversalAnswer(serializers.ModelSerializer[Reversal]):
    class Meta:
        model = Reversal
        fields = ("kind", "at", "reason")
        read_only_fields = fields


class OutcomeAnswer(serializers.ModelSerializer[Outcome]):
    authors = serializers.SerializerMethodField()
    co_authors = serializers.SerializerMethodField()
    # Not a URLField: it is "" where the source gave none, and the document must not promise an address then.
    url = serializers.CharField(read_only=True)
    claimed_by = ByKey("key", read_only=True, allow_null=True, help_text="Empty where a source reported it.")
    verifications = VerificationAnswer(many=True, read_only=True)
    reversal = serializers.SerializerMethodField(help_text="Empty while the outcome holds.")

    class Meta:
        model = Outcome
        fields = (
            "source", "key", "kind", "title", "url", "at", "root", "area", "lines_added", "lines_deleted", "files",
            "authors", "co_authors", "claimed_by", "verifications", "reversal",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(KEYS)
    def get_authors(self, outcome: Outcome) -> list[str]:
        return sorted(share.person.key for share in outcome.contributions.all() if share.is_author)

    @extend_schema_field(KEYS)
    def get_co_authors(self, outcome: Outcome) -> list[str]:
        return sorted(share.person.key for share in outcome.contributions.all() if not share.is_author)

    @extend_schema_field(ReversalAnswer(allow_null=True))
    def get_reversal(self, outcome: Outcome) -> dict[str, Any] | None:
        reversal = getattr(outcome, "reversal", None)
        return None if reversal is None else ReversalAnswer(reversal).data


class NewClaim(StrictSerializer):
    kind = serializers.ChoiceField(choices=Outcome.Kind.choices)
    title = Text(max_length=300)
    url = serializers.URLField(max_length=500, required=False, allow_blank=True)


class NewVerification(StrictSerializer):
    outcome = OutcomeReference()
    kind = serializers.ChoiceField(choices=Verification.Kind.choices, default=Verification.Kind.REVIEWED)
    note = Text(max_length=500, required=False, allow_blank=True)


class OutcomeFilters(filters.FilterSet):
    source = filters.CharFilter()
    kind = filters.ChoiceFilter(choices=Outcome.Kind.choices, empty_label=None)
    area = filters.CharFilter()
    root = filters.CharFilter(help_text="The work item it belongs to.")
    person = filters.CharFilter(field_name="contributions__person__key", help_text="An author or co-author.")
    since = MomentFilter(field_name="at", lookup_expr="gte")
    until = MomentFilter(field_name="at", lookup_expr="lt")


@extend_schema_view(
    list=extend_schema(operation_id="outcomes", summary="What verifiably happened"),
    retrieve=extend_schema(operation_id="outcome", summary="One outcome"),
)
class Outcomes(ReadView):
    """Named by source and key. What a person claims counts once somebody independent confirms it."""

    writes_with = scopes.OUTCOMES
    queryset = Outcome.objects.all()
    serializer_class = OutcomeAnswer
    filterset_class = OutcomeFilters

    def get_queryset(self) -> QuerySet[Outcome]:
        return Outcome.objects.select_related("claimed_by", "reversal").prefetch_related(
            "contributions__person", "verifications__verifier"
        )

    def get_object(self) -> Outcome:
        outcome = self.get_queryset().filter(**self.kwargs).first()
        if outcome is None:
            raise Http404
        return outcome

    @extend_schema(
        operation_id="claim_outcome",
        summary="Report an own outcome that no source reports",
        request=NewClaim,
        responses={201: OutcomeAnswer},
    )
    def claim(self, request: Request) -> Response:
        wanted = NewClaim.said(request)
        outcome = outcomes.claim(by=acting_person(request), **wanted)
        name = {"source": outcome.source, "key": outcome.key}
        address = reverse("api:outcome", kwargs=name, request=request)
        fresh = self.get_queryset().get(pk=outcome.pk)
        return Response(OutcomeAnswer(fresh).data, status.HTTP_201_CREATED, headers={"Location": address})


class Verifications(ApiView):
    """One word for each person, outcome and kind; not about work one had a part in."""

    writes_with = scopes.OUTCOMES
    queryset = Verification.objects.none()
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        operation_id="verify_outcome",
        summary="Confirm an outcome that you had no part in",
        request=NewVerification,
        responses={201: VerificationAnswer},
    )
    def verify(self, request: Request) -> Response:
        wanted = NewVerification.said(request)
        verification = outcomes.verify(by=acting_person(request), **wanted)
        return Response(VerificationAnswer(verification).data, status.HTTP_201_CREATED)
