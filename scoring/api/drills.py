"""Drills: what simulated attacks would get through. For reviewers, program admins and auditors."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from recognition import scopes
from recognition.api.access import acting_person, person_of
from recognition.api.doors import ReadView
from recognition.api.fields import ByKey, StrictSerializer, WholeNumber
from scoring import permissions
from scoring.actions import drills
from scoring.engine.criteria.text import TEXT_MAX_CHARACTERS
from scoring.engine.drill.attacks import ATTACKS
from scoring.models import Drill

ATTACK_KINDS = [(kind, kind) for kind in ATTACKS]


class WonAnswer(serializers.Serializer[Any]):
    badge = serializers.CharField()
    tier = serializers.CharField(help_text="Empty for a rule without tiers.")
    people = serializers.IntegerField(help_text="Invented ones who would have been given it.")


class LostAnswer(serializers.Serializer[Any]):
    badge = serializers.CharField()
    person = serializers.CharField(help_text="Key of who would miss it; empty where the company is invented.")


class AttackAnswer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=ATTACK_KINDS)
    aim = serializers.ChoiceField(choices=["support", "credit", "weeks", "harm"])
    sentence = serializers.CharField()
    people = serializers.IntegerField(help_text="Who act in it; all invented.")
    planted = serializers.IntegerField(help_text="Facts that serve it.")
    gain = serializers.FloatField()
    honest_gain = serializers.FloatField(help_text="Of as many independent facts for the same people.")
    ratio = serializers.FloatField(allow_null=True)
    won = WonAnswer(many=True)
    honest_won = serializers.IntegerField()
    found = serializers.IntegerField(help_text="Planted facts that a finding names.")
    discounted = serializers.IntegerField(help_text="Planted facts that weigh less before anybody has looked.")
    named = serializers.IntegerField(help_text="Facts that findings name because of the attack, planted or not.")
    recall = serializers.FloatField(allow_null=True, help_text="Empty where nothing could be planted.")
    precision = serializers.FloatField(allow_null=True)
    lost = LostAnswer(many=True)
    harmed = serializers.IntegerField(help_text="Honest people who lose more than a tenth of a measure.")


class ReportAnswer(serializers.Serializer[Any]):
    at = serializers.IntegerField(help_text="The moment judged, in seconds since 1970.")
    seed = serializers.IntegerField()
    policy = serializers.IntegerField()
    people = serializers.IntegerField(help_text="Of the background; 0 where a company was invented.")
    badges_won = serializers.IntegerField()
    mean_ratio = serializers.FloatField(allow_null=True)
    worst_ratio = serializers.FloatField(allow_null=True)
    results = AttackAnswer(many=True)


class DrillAnswer(serializers.ModelSerializer[Drill]):
    badge = ByKey("slug", read_only=True, allow_null=True, help_text="Whose draft was drilled; empty: live rules.")
    asked_by = ByKey("key", read_only=True, allow_null=True, help_text="Empty: a command.")
    kinds = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Drill
        fields = ("id", "state", "seed", "kinds", "played", "badge", "asked_by", "asked_at", "trouble")
        read_only_fields = fields


class DrillWithReport(DrillAnswer):
    report = serializers.SerializerMethodField(help_text="Empty until it is done.")

    class Meta(DrillAnswer.Meta):
        fields = (*DrillAnswer.Meta.fields, "report")  # type: ignore[assignment]
        read_only_fields = fields  # type: ignore[assignment]

    @extend_schema_field(ReportAnswer(allow_null=True))
    def get_report(self, drill: Drill) -> dict[str, Any] | None:
        report = getattr(drill, "report", None)
        return None if report is None else dict(ReportAnswer(report.content).data)


class Asked(StrictSerializer):
    kinds = serializers.ListField(
        child=serializers.ChoiceField(choices=ATTACK_KINDS), required=False, default=list, max_length=len(ATTACKS),
        help_text="None named: all.",
    )  # fmt: skip
    seed = WholeNumber(required=False, default=1, min_value=0, max_value=drills.LARGEST_SEED)
    text = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=TEXT_MAX_CHARACTERS, trim_whitespace=False,
        help_text="A draft, as YAML or JSON, in place of the live rule of its badge.",
    )  # fmt: skip


class DrillFilters(filters.FilterSet):
    state = filters.ChoiceFilter(choices=Drill.State.choices, empty_label=None)
    badge = filters.CharFilter(field_name="badge__slug")


@extend_schema_view(
    list=extend_schema(operation_id="drills", summary="Drills, the newest first"),
    retrieve=extend_schema(operation_id="drill", summary="One drill with its report", responses=DrillWithReport),
)
class Drills(ReadView):
    reads_with = writes_with = scopes.CASES
    queryset = Drill.objects.all()
    serializer_class = DrillAnswer
    filterset_class = DrillFilters
    lookup_field = "pk"
    lookup_url_kwarg = "number"

    def get_queryset(self) -> QuerySet[Drill]:
        reader = person_of(self.request)
        if reader is None or not permissions.may_see_drills(reader):
            raise PermissionDenied(_("Drills are for integrity reviewers, program admins and auditors."))
        return Drill.objects.select_related("badge", "asked_by", "report")

    def get_serializer_class(self) -> type[DrillAnswer]:
        return DrillWithReport if self.action == "retrieve" else DrillAnswer

    @extend_schema(operation_id="ask_drill", summary="Ask for a drill; a worker plays it", request=Asked,
                   responses={201: DrillAnswer})  # fmt: skip
    def ask(self, request: Request) -> Response:
        person = acting_person(request)
        if not permissions.may_drill(person):
            raise PermissionDenied(_("Drills are for integrity reviewers and program admins."))
        said = Asked.said(request)
        drill = drills.ask(by=person, **said)
        address = reverse("api:drill", kwargs={"number": drill.pk}, request=request)
        return Response(DrillAnswer(drill).data, status.HTTP_201_CREATED, headers={"Location": address})
