"""Awards: list and read."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from recognition.api.access import person_of
from recognition.api.doors import ReadView
from recognition.api.evidence import EvidenceAnswer, named
from recognition.api.fields import ByKey, MomentFilter
from recognition.api.visibility import awards_for, oversees
from recognition.models import Award, Tier
from recognition.queries.preferences import preferences_of


class AwardAnswer(serializers.ModelSerializer[Award]):
    person = ByKey("key", read_only=True)
    badge = ByKey("slug", read_only=True)
    tier = serializers.ChoiceField(Tier.choices, allow_blank=True, read_only=True, help_text="Empty: no tiers.")
    status = serializers.ChoiceField(Award.Status.choices, source="shown_status", read_only=True)
    given_by = ByKey("key", read_only=True, allow_null=True, help_text="Empty where the rule gave it.")
    why = serializers.SerializerMethodField(help_text="Sentences of the day it was given, the most telling first.")

    class Meta:
        model = Award
        fields = (
            "person", "badge", "tier", "status", "given_at", "expires_at", "rule_version", "given_by", "why",
            "hidden", "declined_at", "pinned",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_why(self, award: Award) -> list[str]:
        return [str(sentence) for sentence in award.why]


class AwardWithEvidence(AwardAnswer):
    evidence = serializers.SerializerMethodField(help_text="The facts it was given for.")

    class Meta:
        model = Award
        fields = (*AwardAnswer.Meta.fields, "evidence")
        read_only_fields = fields

    @extend_schema_field(EvidenceAnswer(many=True))
    def get_evidence(self, award: Award) -> list[dict[str, Any]]:
        facts = named((fact["kind"], fact["id"]) for fact in award.evidence if self._may_name(fact["kind"], award))
        return list(EvidenceAnswer(facts.values(), many=True).data)

    def _may_name(self, kind: str, award: Award) -> bool:
        """Who wrote to somebody is named to all, but where the holder keeps such words to themselves."""
        reader = person_of(self.context["request"])
        if kind not in ("nomination", "thanks") or preferences_of(award.person).shows_words:
            return True
        return award.person == reader or oversees(reader)


class AwardFilters(filters.FilterSet):
    person = filters.CharFilter(field_name="person__key")
    badge = filters.CharFilter(field_name="badge__slug")
    team = filters.CharFilter(field_name="person__team__key", help_text="Of people who are in this team now.")
    status = filters.ChoiceFilter(field_name="shown_status", choices=Award.Status.choices, empty_label=None)
    tier = filters.ChoiceFilter(choices=Tier.choices, empty_label=None)
    since = MomentFilter(field_name="given_at", lookup_expr="gte")
    until = MomentFilter(field_name="given_at", lookup_expr="lt")


@extend_schema_view(
    list=extend_schema(operation_id="awards", summary="Badges that people hold and show, and your own"),
    retrieve=extend_schema(operation_id="award", summary="One person's award of one badge"),
)
class Awards(ReadView):
    """Others see what is held and shown; an award under review looks like any other."""

    queryset = Award.objects.all()
    serializer_class = AwardAnswer
    filterset_class = AwardFilters

    def get_serializer_class(self) -> type[AwardAnswer]:
        return AwardWithEvidence if self.action == "retrieve" else AwardAnswer

    def get_queryset(self) -> QuerySet[Award]:
        return awards_for(person_of(self.request)).select_related("person__preferences", "badge", "given_by")

    def get_object(self) -> Award:
        return get_object_or_404(
            self.get_queryset(), person__key=self.kwargs["person"], badge__slug=self.kwargs["badge"]
        )
