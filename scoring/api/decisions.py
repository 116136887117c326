"""Decisions: one's own; all of them for who oversees the program."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied

from recognition.api.access import person_of
from recognition.api.doors import ReadView
from recognition.api.fields import ByKey, MomentFilter, YesNoFilter
from recognition.api.visibility import oversees
from recognition.models import Person, Tier
from scoring.models import Decision


class DecisionAnswer(serializers.ModelSerializer[Decision]):
    """The answer of the judge, in the shape of `export decisions`."""

    person = ByKey("key", read_only=True)
    badge = ByKey("slug", read_only=True)
    rule_version = serializers.IntegerField(source="rule_version.number", read_only=True)
    tier = serializers.ChoiceField(Tier.choices, allow_blank=True, read_only=True, help_text="Empty: no tiers.")
    measures = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField(help_text="Unmet conditions in words, the nearest first.")

    class Meta:
        model = Decision
        fields = (
            "person", "badge", "rule_version", "eligible", "tier", "measures", "missing", "decided_at", "next_check_at",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "number"}})
    def get_measures(self, decision: Decision) -> dict[str, float]:
        return dict(decision.measures)

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_missing(self, decision: Decision) -> list[str]:
        return [str(sentence) for sentence in decision.missing]


class DecisionFilters(filters.FilterSet):
    person = filters.CharFilter(field_name="person__key")
    badge = filters.CharFilter(field_name="badge__slug")
    eligible = YesNoFilter()
    tier = filters.ChoiceFilter(choices=Tier.choices, empty_label=None)
    since = MomentFilter(field_name="decided_at", lookup_expr="gte")
    until = MomentFilter(field_name="decided_at", lookup_expr="lt")


@extend_schema_view(
    list=extend_schema(operation_id="decisions", summary="Present decisions about you; all for who oversees"),
    retrieve=extend_schema(operation_id="decision", summary="The present decision for one person and badge"),
)
class Decisions(ReadView):
    """Shown to the person they are about, and to admins, reviewers and auditors."""

    queryset = Decision.objects.all()
    serializer_class = DecisionAnswer
    filterset_class = DecisionFilters

    def get_queryset(self) -> QuerySet[Decision]:
        present = Decision.objects.filter(superseded_at=None).select_related("person", "badge", "rule_version")
        person = person_of(self.request)
        return present if oversees(person) else present.filter(person=person)

    def get_object(self) -> Decision:
        check_may_read(person_of(self.request), self.kwargs["person"])
        return get_object_or_404(
            self.get_queryset(), person__key=self.kwargs["person"], badge__slug=self.kwargs["badge"]
        )


def check_may_read(reader: Person | None, key: str) -> None:
    """Refuse decisions about others. Asked before anything is looked up, so that the answer tells nothing."""
    if (reader is None or reader.key != key) and not oversees(reader):
        raise PermissionDenied(_("Decisions are shown to the person they are about and to who oversees the program."))
