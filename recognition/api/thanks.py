"""Thanks: list and give."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from recognition import scopes
from recognition.actions import thanks
from recognition.api.access import acting_person, person_of
from recognition.api.doors import ReadView
from recognition.api.fields import ByKey, MomentFilter, OutcomeReference, StrictSerializer, Text
from recognition.api.outcome_names import OutcomeName
from recognition.api.visibility import thanks_for
from recognition.models import Person, Thanks
from recognition.models.thanks import TEXT_MAX_CHARACTERS


class ThanksAnswer(serializers.ModelSerializer[Thanks]):
    giver = ByKey("key", read_only=True)
    receiver = ByKey("key", read_only=True)
    outcome = OutcomeName(read_only=True, allow_null=True)

    class Meta:
        model = Thanks
        fields = ("giver", "receiver", "kind", "text", "outcome", "at", "withdrawn_at")
        read_only_fields = fields


class NewThanks(StrictSerializer):
    receiver = ByKey("key", queryset=Person.objects.all())
    text = Text(max_length=TEXT_MAX_CHARACTERS)
    kind = serializers.ChoiceField(choices=Thanks.Kind.choices, default=Thanks.Kind.THANKED)
    outcome = OutcomeReference(required=False, allow_null=True)


class TakenBackThanks(StrictSerializer):
    receiver = ByKey("key", queryset=Person.objects.all())
    at = serializers.DateTimeField(help_text="As the list tells it.")


class ThanksFilters(filters.FilterSet):
    giver = filters.CharFilter(field_name="giver__key")
    receiver = filters.CharFilter(field_name="receiver__key")
    kind = filters.ChoiceFilter(choices=Thanks.Kind.choices, empty_label=None)
    since = MomentFilter(field_name="at", lookup_expr="gte")
    until = MomentFilter(field_name="at", lookup_expr="lt")


@extend_schema_view(list=extend_schema(operation_id="thanks", summary="Thanks"))
class ThanksList(ReadView):
    """Withdrawn ones are shown to the two people and to who oversees the program."""

    writes_with = scopes.RECOGNISE
    queryset = Thanks.objects.all()
    serializer_class = ThanksAnswer
    filterset_class = ThanksFilters

    def get_queryset(self) -> QuerySet[Thanks]:
        return thanks_for(person_of(self.request)).select_related("giver", "receiver", "outcome")

    @extend_schema(
        operation_id="give_thanks", summary="Thank somebody", request=NewThanks, responses={201: ThanksAnswer}
    )
    def give(self, request: Request) -> Response:
        wanted = NewThanks.said(request)
        given = thanks.give(by=acting_person(request), **wanted)
        return Response(ThanksAnswer(given).data, status.HTTP_201_CREATED)

    @extend_schema(operation_id="withdraw_thanks", summary="Take an own thank you back", request=TakenBackThanks,
                   responses=ThanksAnswer)  # fmt: skip
    def withdraw(self, request: Request) -> Response:
        by, said = acting_person(request), TakenBackThanks.said(request)
        given = Thanks.objects.filter(giver=by, **said).order_by("pk").first()
        if given is None:
            raise ValidationError(_("You did not thank this person at this moment."), code="does_not_exist")
        return Response(ThanksAnswer(thanks.withdraw(by=by, thanks=given)).data)
