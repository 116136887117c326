"""What can be earned."""

from django.db.models import Count, Q, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from recognition.api.access import person_of
from recognition.api.doors import ReadView
from recognition.api.fields import YesNoFilter
from recognition.api.visibility import badges_for
from recognition.models import Award, Badge
from recognition.queries.visibility import people_with_private_badges

SHOWN_AWARDS = Q(
    awards__status__in=(Award.Status.ACTIVE, Award.Status.FROZEN), awards__hidden=False, awards__declined_at=None
) & ~Q(awards__person__in=people_with_private_badges())


class BadgeAnswer(serializers.ModelSerializer[Badge]):
    criteria = serializers.SerializerMethodField(help_text="The live rule in plain words.")
    holders = serializers.IntegerField(read_only=True, help_text="People who hold and show it.")

    class Meta:
        model = Badge
        fields = ("slug", "name", "purpose", "category", "state", "nominable", "criteria", "holders", "retired_at")
        read_only_fields = fields

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_criteria(self, badge: Badge) -> list[str]:
        return [str(sentence) for sentence in badge.criteria_text]


class BadgeFilters(filters.FilterSet):
    category = filters.ChoiceFilter(choices=Badge.Category.choices, empty_label=None)
    state = filters.ChoiceFilter(choices=Badge.State.choices, empty_label=None)
    nominable = YesNoFilter()


@extend_schema_view(
    list=extend_schema(operation_id="badges", summary="The catalogue"),
    retrieve=extend_schema(operation_id="badge", summary="One badge"),
)
class Badges(ReadView):
    """Drafts are shown to their stewards and to who oversees the program."""

    queryset = Badge.objects.all()
    serializer_class = BadgeAnswer
    filterset_class = BadgeFilters
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Badge]:
        return badges_for(person_of(self.request)).annotate(holders=Count("awards", filter=SHOWN_AWARDS))
