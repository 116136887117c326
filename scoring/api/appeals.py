"""Appeals: one's own, and those that wait for a ruling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from recognition import scopes
from recognition.api.access import acting_person, person_of
from recognition.api.doors import ReadView
from recognition.api.fields import ByKey, StrictSerializer, Text
from recognition.api.visibility import badges_for
from recognition.queries.tokens import scopes_of
from scoring.actions import appeals
from scoring.api.cases import Reasoned
from scoring.models import Appeal
from scoring.queries.casework.appeals import visible_to


class AppealAnswer(serializers.ModelSerializer[Appeal]):
    person = ByKey("key", read_only=True)
    badge = ByKey("slug", read_only=True, allow_null=True)
    decided_by = ByKey("key", read_only=True, allow_null=True)

    class Meta:
        model = Appeal
        fields = (
            "key", "person", "against", "badge", "code", "reason", "state", "at", "decided_by", "decided_at", "ruling",
        )  # fmt: skip
        read_only_fields = fields


class NewAppeal(StrictSerializer):
    against = serializers.ChoiceField(Appeal.Against.choices)
    badge = ByKey("slug", queryset=badges_for(None), required=False)
    code = Text(max_length=3, required=False, help_text="Of a discount that names one: see the explanation.")
    reason = Text(max_length=500, help_text="What the judge does not know.")


class AppealFilters(filters.FilterSet):
    state = filters.ChoiceFilter(choices=Appeal.State.choices, empty_label=None)
    person = filters.CharFilter(field_name="person__key")


@extend_schema_view(
    list=extend_schema(operation_id="appeals", summary="Your appeals; all for reviewers"),
    retrieve=extend_schema(operation_id="appeal", summary="One appeal"),
)
class Appeals(ReadView):
    """Reviewers do not see those of people they manage: somebody else has to decide them."""

    needs = {"uphold": scopes.CASES, "reject": scopes.CASES}
    queryset = Appeal.objects.all()
    serializer_class = AppealAnswer
    filterset_class = AppealFilters
    lookup_field = "key"

    def get_queryset(self) -> QuerySet[Appeal]:
        reader = person_of(self.request)
        if reader is None:
            return Appeal.objects.none()
        if not scopes.opens(scopes_of(self.request.auth), scopes.CASES):
            return Appeal.objects.filter(person=reader)  # those of others are casework
        return visible_to(reader)

    @extend_schema(operation_id="file_appeal", summary="Contest a decision, a discount or a ruling on an award",
                   request=NewAppeal, responses={201: AppealAnswer})  # fmt: skip
    def file(self, request: Request) -> Response:
        wanted = NewAppeal.said(request)
        appeal = appeals.file(by=acting_person(request), **wanted)
        address = reverse("api:appeal", kwargs={"key": appeal.key}, request=request)
        return Response(AppealAnswer(appeal).data, status.HTTP_201_CREATED, headers={"Location": address})

    @extend_schema(operation_id="uphold_appeal", summary="The person is right", request=Reasoned,
                   responses=AppealAnswer)  # fmt: skip
    def uphold(self, request: Request, **_kwargs: Any) -> Response:
        return self._decide(request, appeals.uphold)

    @extend_schema(operation_id="reject_appeal", summary="It stays as it is", request=Reasoned, responses=AppealAnswer)
    def reject(self, request: Request, **_kwargs: Any) -> Response:
        return self._decide(request, appeals.reject)

    def _decide(self, request: Request, decide: Callable[..., Appeal]) -> Response:
        said = Reasoned.said(request)
        appeal = decide(by=acting_person(request), appeal=self.get_object(), **said)
        return Response(AppealAnswer(appeal).data)
