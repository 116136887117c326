"""People, teams and who I am."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from recognition.api.access import person_of
from recognition.api.doors import ApiView, ReadView
from recognition.api.fields import ByKey, YesNoFilter
from recognition.folding import folded
from recognition.models import Person, RoleGrant, Team
from recognition.queries.tokens import scopes_of
from recognition.scopes import SCOPES


class PersonAnswer(serializers.ModelSerializer[Person]):
    team = ByKey("key", read_only=True, allow_null=True)
    manager = ByKey("key", read_only=True, allow_null=True)
    active = serializers.BooleanField(source="is_active", read_only=True, help_text="False once the person has left.")

    class Meta:
        model = Person
        fields = (
            "key", "display_name", "email", "title", "location", "time_zone",
            "team", "manager", "automated", "started_on", "active",
        )  # fmt: skip
        read_only_fields = fields


class PersonFilters(filters.FilterSet):
    search = filters.CharFilter(
        method="by_words", help_text="Part of the name, title or place, or the beginning of the key."
    )
    team = filters.CharFilter(field_name="team__key")
    manager = filters.CharFilter(field_name="manager__key")
    automated = YesNoFilter()
    active = YesNoFilter(method="by_activity")

    def by_words(self, people: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        return people.filter(Q(search_text__contains=folded(value)) | Q(key__istartswith=value))

    def by_activity(self, people: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        gone = Q(left_on__lte=timezone.localdate())
        return people.exclude(gone) if value == "true" else people.filter(gone)


@extend_schema_view(
    list=extend_schema(operation_id="people", summary="People of the directory"),
    retrieve=extend_schema(operation_id="person", summary="One person"),
)
class People(ReadView):
    """People and bots of the directory, those who left included."""

    queryset = Person.objects.select_related("team", "manager")
    serializer_class = PersonAnswer
    filterset_class = PersonFilters
    lookup_field = "key"


class TeamAnswer(serializers.ModelSerializer[Team]):
    parent = ByKey("key", read_only=True, allow_null=True)  # type: ignore[assignment]  # a Field has a `parent` of its own

    class Meta:
        model = Team
        fields = ("key", "name", "parent", "closed_on")
        read_only_fields = fields


class TeamFilters(filters.FilterSet):
    parent = filters.CharFilter(field_name="parent__key")
    search = filters.CharFilter(field_name="name", lookup_expr="icontains", help_text="Part of the name.")
    open = YesNoFilter(field_name="closed_on", lookup_expr="isnull")


@extend_schema_view(
    list=extend_schema(operation_id="teams", summary="Nodes of the organisation tree"),
    retrieve=extend_schema(operation_id="team", summary="One team"),
)
class Teams(ReadView):
    """The organisation tree; a closed team keeps its facts."""

    queryset = Team.objects.select_related("parent")
    serializer_class = TeamAnswer
    filterset_class = TeamFilters
    lookup_field = "key"


class RoleAnswer(serializers.ModelSerializer[RoleGrant]):
    badge = ByKey("slug", read_only=True, allow_null=True)

    class Meta:
        model = RoleGrant
        fields = ("role", "badge", "area")
        read_only_fields = fields


class MeAnswer(serializers.Serializer[Any]):
    username = serializers.CharField()
    person = PersonAnswer(allow_null=True, help_text="Empty for the login of a service.")
    roles = RoleAnswer(many=True)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=list(SCOPES)), help_text="Of this token; empty: it is not narrowed."
    )


class Me(ApiView):
    """The login of this request, its person and their roles."""

    pagination_class = None
    filter_backends = ()
    reads_with = ""

    @extend_schema(operation_id="me", summary="Who I am here", responses=MeAnswer)
    def read(self, request: Request) -> Response:
        person = person_of(request)
        roles = RoleGrant.objects.filter(person=person).select_related("badge") if person else ()
        me = {
            "username": request.user.get_username(),
            "person": person,
            "roles": roles,
            "scopes": scopes_of(request.auth),
        }
        return Response(MeAnswer(me).data)
