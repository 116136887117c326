"""Rules as they were written, their way to being published, and alarms about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from recognition import scopes
from recognition.api.access import person_of
from recognition.api.doors import ApiView, ReadView
from recognition.api.fields import ByKey, StrictSerializer, Text, YesNoFilter
from recognition.api.visibility import oversees
from recognition.models import Role, RoleGrant
from scoring.actions import publishing
from scoring.actions import shadows as trials
from scoring.api.rule_reports import RuleText, writing
from scoring.judging import trial_comparison
from scoring.models import PublishRequest, RuleVersion, Shadow
from scoring.rule_checks.alarms import rule_alarms


def stewarded(request: Request) -> QuerySet[RoleGrant, int | None] | None:
    """Badges whose rules the reader answers for; None: all of them. Everybody else reads the badge's page."""
    person = person_of(request)
    if oversees(person):
        return None
    badges = RoleGrant.objects.filter(person=person, role=Role.STEWARD).values_list("badge_id", flat=True)
    if person is None or not badges.exists():
        raise PermissionDenied(_("Rules are shown to stewards and to who oversees the program."))
    return badges


class RuleAnswer(serializers.ModelSerializer[RuleVersion]):
    badge = ByKey("slug", read_only=True)
    published_by = ByKey("key", read_only=True, allow_null=True)
    approved_by = ByKey("key", read_only=True, allow_null=True)

    class Meta:
        model = RuleVersion
        fields = (
            "badge", "number", "state", "source_text", "policy_version", "created_at", "published_at", "published_by",
            "approved_by",
        )  # fmt: skip
        read_only_fields = fields


class RuleFilters(filters.FilterSet):
    badge = filters.CharFilter(field_name="badge__slug")
    state = filters.ChoiceFilter(choices=RuleVersion.State.choices, empty_label=None)


@extend_schema_view(
    list=extend_schema(operation_id="rules", summary="Versions of rules, for stewards and who oversees"),
    retrieve=extend_schema(operation_id="rule", summary="One version"),
)
class Rules(ReadView):
    reads_with = writes_with = scopes.RULES
    queryset = RuleVersion.objects.all()
    serializer_class = RuleAnswer
    filterset_class = RuleFilters

    def get_queryset(self) -> QuerySet[RuleVersion]:
        rows = RuleVersion.objects.select_related("badge", "published_by", "approved_by")
        badges = stewarded(self.request)
        return rows if badges is None else rows.filter(badge__in=badges)

    def get_object(self) -> RuleVersion:
        return get_object_or_404(self.get_queryset(), badge__slug=self.kwargs["badge"], number=self.kwargs["number"])


class RequestAnswer(serializers.ModelSerializer[PublishRequest]):
    badge = serializers.CharField(source="version.badge.slug", read_only=True)
    number = serializers.IntegerField(source="version.number", read_only=True)
    asked_by = ByKey("key", read_only=True)
    decided_by = ByKey("key", read_only=True, allow_null=True)

    class Meta:
        model = PublishRequest
        fields = ("badge", "number", "state", "note", "asked_by", "asked_at", "decided_by", "decided_at", "reason")
        read_only_fields = fields


class RequestFilters(filters.FilterSet):
    badge = filters.CharFilter(field_name="version__badge__slug")
    state = filters.ChoiceFilter(choices=PublishRequest.State.choices, empty_label=None)


class NewRequest(RuleText):
    note = Text(max_length=publishing.MOST_CHARACTERS, help_text="What changes and why.")


class Declined(StrictSerializer):
    reason = Text(max_length=publishing.MOST_CHARACTERS)


@extend_schema_view(list=extend_schema(operation_id="publish_requests", summary="Rules that wait for a second person"))
class PublishRequests(ReadView):
    reads_with = writes_with = scopes.RULES
    queryset = PublishRequest.objects.all()
    serializer_class = RequestAnswer
    filterset_class = RequestFilters

    def get_queryset(self) -> QuerySet[PublishRequest]:
        rows = PublishRequest.objects.select_related("version__badge", "asked_by", "decided_by")
        badges = stewarded(self.request)
        return rows if badges is None else rows.filter(version__badge__in=badges)

    @extend_schema(operation_id="ask_to_publish", summary="Ask that a rule be published", request=NewRequest,
                   responses={201: RequestAnswer})  # fmt: skip
    def ask(self, request: Request) -> Response:
        by = writing(request)
        said = NewRequest.said(request)
        asked = publishing.ask(by=by, **said)
        return Response(RequestAnswer(asked).data, status.HTTP_201_CREATED)

    @extend_schema(operation_id="approve_publishing", summary="Approve as the second person", request=None,
                   responses=RuleAnswer)  # fmt: skip
    def approve(self, request: Request, **_kwargs: Any) -> Response:
        return Response(RuleAnswer(publishing.approve(by=writing(request), request=self._waiting())).data)

    @extend_schema(operation_id="decline_publishing", summary="Decline, with a reason", request=Declined,
                   responses=RequestAnswer)  # fmt: skip
    def decline(self, request: Request, **_kwargs: Any) -> Response:
        by = writing(request)
        said = Declined.said(request)
        return self._act(publishing.decline, by=by, reason=said["reason"])

    @extend_schema(operation_id="withdraw_publishing", summary="Take an own request back", request=None,
                   responses=RequestAnswer)  # fmt: skip
    def withdraw(self, request: Request, **_kwargs: Any) -> Response:
        return self._act(publishing.withdraw, by=writing(request))

    def _act(self, act: Callable[..., PublishRequest], **said: Any) -> Response:
        return Response(RequestAnswer(act(request=self._waiting(), **said)).data)

    def _waiting(self) -> PublishRequest:
        """The newest request about the version: what is decided already is refused by the action."""
        rows = self.get_queryset().filter(version__badge__slug=self.kwargs["badge"])
        newest = rows.filter(version__number=self.kwargs["number"]).order_by("-asked_at", "-id")[:1]
        return get_object_or_404(rows, pk__in=[row.pk for row in newest])


class ShadowAnswer(serializers.ModelSerializer[Shadow]):
    badge = ByKey("slug", read_only=True)
    number = serializers.IntegerField(source="version.number", read_only=True)
    started_by = ByKey("key", read_only=True)

    class Meta:
        model = Shadow
        fields = ("badge", "number", "started_by", "started_at", "stopped_at")
        read_only_fields = fields


class ShadowFilters(filters.FilterSet):
    badge = filters.CharFilter(field_name="badge__slug")
    running = YesNoFilter(field_name="stopped_at", lookup_expr="isnull")


class DifferenceAnswer(serializers.Serializer[Any]):
    person = serializers.CharField()
    live = serializers.CharField(help_text="Empty, yes, or a tier.")
    shadow = serializers.CharField()


class ComparisonAnswer(serializers.Serializer[Any]):
    agree = serializers.IntegerField(help_text="Both say yes, at the same tier.")
    only_shadow = serializers.IntegerField()
    only_live = serializers.IntegerField()
    other_tier = serializers.IntegerField()
    differences = DifferenceAnswer(many=True)


@extend_schema_view(list=extend_schema(operation_id="shadows", summary="Drafts that are or were tried, newest first"))
class Shadows(ReadView):
    reads_with = writes_with = scopes.RULES
    queryset = Shadow.objects.all()
    serializer_class = ShadowAnswer
    filterset_class = ShadowFilters

    def get_queryset(self) -> QuerySet[Shadow]:
        rows = Shadow.objects.select_related("badge", "version", "started_by")
        badges = stewarded(self.request)
        return rows if badges is None else rows.filter(badge__in=badges)

    @extend_schema(operation_id="start_shadow", summary="Let a draft decide beside the live rule, without effect",
                   request=RuleText, responses={201: ShadowAnswer})  # fmt: skip
    def start(self, request: Request) -> Response:
        by = writing(request)
        said = RuleText.said(request)
        return Response(ShadowAnswer(trials.start(by=by, **said)).data, status.HTTP_201_CREATED)

    @extend_schema(operation_id="stop_shadow", summary="End the trial", request=None, responses=ShadowAnswer)
    def stop(self, request: Request, **_kwargs: Any) -> Response:
        return Response(ShadowAnswer(trials.stop(by=writing(request), shadow=self._newest())).data)

    @extend_schema(operation_id="compare_shadow", summary="How the newest draft decides beside the live rule",
                   responses=ComparisonAnswer)  # fmt: skip
    def compare(self, request: Request, **_kwargs: Any) -> Response:
        writing(request)
        return Response(asdict(trial_comparison.compare(self._newest())))

    def _newest(self) -> Shadow:
        rows = self.get_queryset().filter(badge__slug=self.kwargs["badge"])
        newest = rows.order_by("-started_at", "-id")[:1]
        return get_object_or_404(rows, pk__in=[row.pk for row in newest])


class AlarmAnswer(serializers.Serializer[Any]):
    badge = serializers.CharField()
    code = serializers.ChoiceField(choices=["quiet", "busy", "one_team"])
    sentence = serializers.CharField()
    stewards = serializers.ListField(child=serializers.CharField(), help_text="Names; the admins where there are none.")


class Alarms(ApiView):
    """About rules, never about people."""

    reads_with = writes_with = scopes.RULES
    pagination_class = None
    filter_backends = ()

    @extend_schema(operation_id="rule_alarms", summary="Rules that are quiet, busy, or give to one team only",
                   responses=AlarmAnswer(many=True))  # fmt: skip
    def read(self, request: Request) -> Response:
        badges = stewarded(request)
        mine = None if badges is None else set(badges.values_list("badge__slug", flat=True))
        found = [alarm for alarm in rule_alarms() if mine is None or alarm.badge in mine]
        return Response([asdict(alarm) for alarm in found])
