"""Outcomes that a program reports, and outcomes that did not hold."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from recognition import scopes
from recognition.actions import outcomes
from recognition.actions.actors import System
from recognition.api.access import acting_person, person_of
from recognition.api.doors import ApiView
from recognition.api.fields import ByKey, OutcomeReference, StrictSerializer, Text, WholeNumber
from recognition.api.outcomes import OutcomeAnswer, ReversalAnswer
from recognition.models import Outcome, Person, Reversal
from recognition.queries.tokens import scopes_of

# What a column of whole numbers holds in every database.
LARGEST = 2**31 - 1
MOST_PEOPLE = 50


def _people(**more: Any) -> serializers.ListField:
    return serializers.ListField(child=ByKey("key", queryset=Person.objects.all()), max_length=MOST_PEOPLE, **more)


class NewReport(StrictSerializer):
    key = Text(max_length=200, help_text="What your program calls it; the same report again changes nothing.")
    kind = serializers.ChoiceField(choices=Outcome.Kind.choices)
    at = serializers.DateTimeField()
    authors = _people(min_length=1)
    co_authors = _people(required=False)
    title = Text(max_length=300, required=False, allow_blank=True)
    url = serializers.URLField(max_length=500, required=False, allow_blank=True)
    root = Text(  # type: ignore[assignment]  # a Field has a `root` of its own
        max_length=200, required=False, allow_blank=True, help_text="The work item it belongs to."
    )
    area = Text(max_length=200, required=False, allow_blank=True)
    lines_added = WholeNumber(min_value=0, max_value=LARGEST, required=False)
    lines_deleted = WholeNumber(min_value=0, max_value=LARGEST, required=False)
    files = WholeNumber(min_value=0, max_value=LARGEST, required=False)


class OutcomeReports(ApiView):
    """For the login of a service, whose name is the source of what it reports. A person claims an own outcome."""

    queryset = Outcome.objects.none()
    pagination_class = None
    filter_backends = ()
    writes_as_a_person = False
    writes_with = scopes.OUTCOMES

    @extend_schema(operation_id="report_outcome", summary="Report what happened, as a program", request=NewReport,
                   responses={201: OutcomeAnswer})  # fmt: skip
    def report(self, request: Request) -> Response:
        # Asked for by name: a token of a service from before there were scopes opens nothing that writes.
        if person_of(request) is not None or scopes.OUTCOMES not in scopes_of(request.auth):
            raise PermissionDenied(_("Only the token of a service with the scope “outcomes” reports; claim your own."))
        source = request.user.get_username()
        outcome = outcomes.report(by=System(f"service {source}"), source=source, **NewReport.said(request))
        name = {"source": outcome.source, "key": outcome.key}
        address = reverse("api:outcome", kwargs=name, request=request)
        return Response(OutcomeAnswer(outcome).data, status.HTTP_201_CREATED, headers={"Location": address})


class NewReversal(StrictSerializer):
    outcome = OutcomeReference()
    kind = serializers.ChoiceField(choices=Reversal.Kind.choices, default=Reversal.Kind.REVERTED)
    reason = Text(max_length=500, required=False, allow_blank=True)


class Reversals(ApiView):
    """For who looks after outcomes and had no part in it, and for its only author."""

    queryset = Reversal.objects.none()
    pagination_class = None
    filter_backends = ()
    writes_with = scopes.OUTCOMES

    @extend_schema(operation_id="reverse_outcome", summary="Say that an outcome did not hold", request=NewReversal,
                   responses={201: ReversalAnswer})  # fmt: skip
    def reverse(self, request: Request) -> Response:
        reversal = outcomes.reverse(by=acting_person(request), **NewReversal.said(request))
        return Response(ReversalAnswer(reversal).data, status.HTTP_201_CREATED)
