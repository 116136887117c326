"""Findings and cases: for reviewers who are not concerned, and auditors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from recognition import scopes
from recognition.api.access import acting_person, person_of
from recognition.api.doors import ReadView
from recognition.api.evidence import EvidenceAnswer, named
from recognition.api.fields import ByKey, MomentFilter, StrictSerializer, Text
from recognition.api.pages import NewestFirst
from recognition.models import Person
from scoring import permissions
from scoring.actions import cases
from scoring.actions.cases import MOST_CHARACTERS
from scoring.models import Case, CaseEvent, Finding
from scoring.patterns.private_findings import for_reviewers
from scoring.queries.casework.seen import unconcerned_cases, unconcerned_findings


class FindingAnswer(serializers.ModelSerializer[Finding]):
    """One observation. Private: it says what a pattern looks like and never that somebody is guilty."""

    people = ByKey("key", many=True, read_only=True)
    case = ByKey("key", read_only=True, allow_null=True, help_text="Empty where it only informs.")
    evidence = serializers.SerializerMethodField()

    class Meta:
        model = Finding
        fields = (
            "key", "code", "severity", "factor", "p_value", "sentence", "people", "evidence", "case", "at",
            "hold_until", "found_at",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(EvidenceAnswer(many=True))
    def get_evidence(self, finding: Finding) -> list[dict[str, Any]]:
        known = [(fact["kind"], fact["id"]) for fact in finding.evidence]
        return list(EvidenceAnswer(named(known).values(), many=True).data)


class CaseEventAnswer(serializers.ModelSerializer[CaseEvent]):
    by = ByKey("key", read_only=True, allow_null=True, help_text="Empty: the sweep.")

    class Meta:
        model = CaseEvent
        fields = ("at", "by", "kind", "text")
        read_only_fields = fields


class CaseAnswer(serializers.ModelSerializer[Case]):
    people = ByKey("key", many=True, read_only=True)
    assigned_to = ByKey("key", read_only=True, allow_null=True)

    class Meta:
        model = Case
        fields = (
            "key", "family", "subject", "state", "people", "assigned_to", "urgency", "why", "opened_at", "closed_at",
        )  # fmt: skip
        read_only_fields = fields


class CaseWithHistory(CaseAnswer):
    events = CaseEventAnswer(many=True, read_only=True)

    class Meta:
        model = Case
        fields = (*CaseAnswer.Meta.fields, "events")
        read_only_fields = fields


class Reasoned(StrictSerializer):
    reason = Text(max_length=MOST_CHARACTERS, help_text="At least a sentence; kept for ever.")


class Noted(StrictSerializer):
    text = Text(max_length=MOST_CHARACTERS)


class Assigned(StrictSerializer):
    to = ByKey("key", queryset=Person.objects.all())


class FindingFilters(filters.FilterSet):
    code = filters.CharFilter()
    person = filters.CharFilter(field_name="people__key")
    case = filters.CharFilter(field_name="case__key")
    severity = filters.ChoiceFilter(choices=Finding.Severity.choices, empty_label=None)
    since = MomentFilter(field_name="found_at", lookup_expr="gte")
    until = MomentFilter(field_name="found_at", lookup_expr="lt")


class MostUrgentFirst(NewestFirst):
    """What the combined score calls most unlike everyday recognition, then what was opened last."""

    ordering = ("-urgency", "-id")  # type: ignore[assignment]  # of strings, as the framework allows


class CaseFilters(filters.FilterSet):
    state = filters.ChoiceFilter(choices=Case.State.choices, empty_label=None)
    family = filters.CharFilter()
    subject = filters.ChoiceFilter(choices=Case.Subject.choices, empty_label=None)
    assigned_to = filters.CharFilter(field_name="assigned_to__key")


def looking(request: Request) -> Person:
    """The reviewer or auditor who asks."""
    person = person_of(request)
    if person is None or not permissions.may_see_cases(person):
        raise PermissionDenied(_("Patterns are shown to integrity reviewers and auditors only."))
    return person


@extend_schema_view(list=extend_schema(operation_id="findings", summary="What detectors see now; for reviewers"))
class Findings(ReadView):
    """Without those about the reader or the reader's reports.

    Findings about somebody's use of tools are here only while that person contests them.
    """

    reads_with = writes_with = scopes.CASES
    queryset = Finding.objects.all()
    serializer_class = FindingAnswer
    filterset_class = FindingFilters

    def get_queryset(self) -> QuerySet[Finding]:
        findings = unconcerned_findings(looking(self.request))
        return for_reviewers(findings.filter(cleared_at__isnull=True)).select_related("case").prefetch_related("people")


@extend_schema_view(
    list=extend_schema(operation_id="cases", summary="Patterns to look at; for reviewers"),
    retrieve=extend_schema(operation_id="case", summary="One case with its history", responses=CaseWithHistory),
)
class Cases(ReadView):
    """Without those that concern the reader, the most urgent first; `why` says it in words.

    Every step needs a reason and stays in the case's history.
    """

    reads_with = writes_with = scopes.CASES
    queryset = Case.objects.all()
    serializer_class = CaseAnswer
    filterset_class = CaseFilters
    pagination_class = MostUrgentFirst

    def get_serializer_class(self) -> Any:
        return CaseAnswer if self.action == "list" else CaseWithHistory

    def get_queryset(self) -> QuerySet[Case]:
        seen = unconcerned_cases(looking(self.request))
        return seen.select_related("assigned_to").prefetch_related("people", "events__by")

    def get_object(self) -> Case:
        """404 for a case that concerns the reader: even that there is one is not said."""
        case: Case = get_object_or_404(self.get_queryset(), key=self.kwargs["key"])
        reader = looking(self.request)
        if not permissions.may_see_case(reader, case):
            return get_object_or_404(Case.objects.none())
        return case

    @extend_schema(operation_id="confirm_case", summary="It is what it looks like", request=Reasoned,
                   responses=CaseWithHistory)  # fmt: skip
    def confirm(self, request: Request, **_kwargs: Any) -> Response:
        return self._act(request, Reasoned, cases.confirm)

    @extend_schema(operation_id="dismiss_case", summary="A false alarm: everything counts again", request=Reasoned,
                   responses=CaseWithHistory)  # fmt: skip
    def dismiss(self, request: Request, **_kwargs: Any) -> Response:
        return self._act(request, Reasoned, cases.dismiss)

    @extend_schema(operation_id="reopen_case", summary="Look again", request=Reasoned, responses=CaseWithHistory)
    def reopen(self, request: Request, **_kwargs: Any) -> Response:
        return self._act(request, Reasoned, cases.reopen)

    @extend_schema(operation_id="note_on_case", summary="Write something down", request=Noted,
                   responses=CaseWithHistory)  # fmt: skip
    def note(self, request: Request, **_kwargs: Any) -> Response:
        return self._act(request, Noted, cases.note)

    @extend_schema(operation_id="assign_case", summary="Who looks at it", request=Assigned, responses=CaseWithHistory)
    def assign(self, request: Request, **_kwargs: Any) -> Response:
        return self._act(request, Assigned, cases.assign)

    def _act(self, request: Request, body: type[StrictSerializer], act: Callable[..., Case]) -> Response:
        case = self.get_object()
        said = body(data=request.data)
        said.is_valid(raise_exception=True)
        act(by=acting_person(request), case=case, **said.validated_data)
        return Response(CaseWithHistory(self.get_queryset().get(pk=case.pk)).data)
