"""What a rule would do, looked at before it counts. For program admins; nothing is stored."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from recognition import scopes
from recognition.api.access import acting_person
from recognition.api.doors import ApiView
from recognition.api.fields import StrictSerializer, WholeNumber
from recognition.models import Person
from recognition.permissions import is_admin
from scoring.actions import rules
from scoring.engine.criteria.text import TEXT_MAX_CHARACTERS
from scoring.rule_checks.backtest import backtest
from scoring.rule_checks.effort import Effort
from scoring.rule_checks.preview import preview

# A request is answered while somebody waits: five years in steps of a month. The command takes more.
MOST_MOMENTS = 62


def writing(request: Request) -> Person:
    """The admin who asks."""
    person = acting_person(request)
    if not is_admin(person):
        raise PermissionDenied(_("Only program admins can write and publish rules."))
    return person


class RuleText(StrictSerializer):
    text = serializers.CharField(
        max_length=TEXT_MAX_CHARACTERS, trim_whitespace=False, help_text="A rule as YAML or JSON."
    )


class RulePeriod(RuleText):
    since = serializers.DateTimeField(help_text="The first moment judged.")
    until = serializers.DateTimeField(required=False, help_text="The last one; now, where it is left out.")
    step_days = WholeNumber(required=False, min_value=1, max_value=366, default=30)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        end: datetime = attrs.get("until") or timezone.now()
        if (end - attrs["since"]).days > MOST_MOMENTS * attrs["step_days"]:
            raise serializers.ValidationError({"step_days": _("Too many moments: take longer steps.")})
        return attrs


class TierEffortAnswer(serializers.Serializer[Any]):
    tier = serializers.CharField(help_text="Empty for a rule without tiers.")
    effort = serializers.FloatField(help_text="In favours of one close colleague.")
    sentence = serializers.CharField()


class EffortAnswer(serializers.Serializer[Any]):
    floor = serializers.FloatField(help_text="The least effort that a rule may cost.")
    tiers = TierEffortAnswer(many=True)
    honest_quarters = serializers.IntegerField(allow_null=True, help_text="Empty: more than ten years.")
    honest_sentence = serializers.CharField()


class GroupAnswer(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="Empty for the small groups together.")
    people = serializers.IntegerField()
    holders = serializers.IntegerField()
    rate = serializers.FloatField()
    ratio = serializers.FloatField(help_text="Over the largest rate.")


class FairnessAnswer(serializers.Serializer[Any]):
    by = serializers.ChoiceField(choices=["team", "location", "tenure"])
    groups = GroupAnswer(many=True, help_text="Of at least five people, the lowest ratio first.")
    small_groups_together = GroupAnswer(allow_null=True)
    groups_hidden = serializers.IntegerField()
    below_four_fifths = serializers.ListField(child=serializers.CharField())
    worth_a_look = serializers.ListField(
        child=serializers.CharField(), help_text="Of those below, the ones that chance does not explain (5 %)."
    )


class CheckAnswer(serializers.Serializer[Any]):
    badge = serializers.CharField()
    effort = EffortAnswer()


class ChangeAnswer(serializers.Serializer[Any]):
    person = serializers.CharField()
    before = serializers.CharField(help_text="Empty, yes, or a tier.")
    after = serializers.CharField()
    reason = serializers.CharField()


class ThroughAnswer(serializers.Serializer[Any]):
    attack = serializers.CharField()
    tier = serializers.CharField(help_text="Empty for a rule without tiers.")
    people = serializers.IntegerField(help_text="Invented ones who would have been given the badge.")


class DrillOfRuleAnswer(serializers.Serializer[Any]):
    drill = serializers.IntegerField()
    at = serializers.DateTimeField()
    of_draft = serializers.BooleanField(help_text="Of this very draft; else of the rules in force.")
    attacks = serializers.IntegerField()
    got_through = ThroughAnswer(many=True)
    sentence = serializers.CharField()


class PreviewAnswer(serializers.Serializer[Any]):
    badge = serializers.CharField()
    replaces = serializers.IntegerField(allow_null=True, help_text="Number of the version in force.")
    gain = serializers.IntegerField()
    lose = serializers.IntegerField(help_text="Who would not be given it again; awards that were given stay.")
    other_tier = serializers.IntegerField()
    same = serializers.IntegerField()
    changes = ChangeAnswer(many=True, help_text="At most 500, in the order of people.")
    changes_left_out = serializers.IntegerField(help_text="How many more there are; the command tells all of them.")
    effort = EffortAnswer()
    fairness = FairnessAnswer(many=True)
    drill = DrillOfRuleAnswer(allow_null=True, help_text="The last stored one; empty: none was asked for yet.")


class MomentAnswer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    earned = serializers.IntegerField(help_text="Who met the rule then for the first time.")


class EarnedAnswer(serializers.Serializer[Any]):
    person = serializers.CharField()
    at = serializers.DateTimeField()
    tier = serializers.CharField(help_text="At the last moment; empty for a rule without tiers.")


class BacktestAnswer(serializers.Serializer[Any]):
    badge = serializers.CharField()
    moments = MomentAnswer(many=True)
    earned = EarnedAnswer(many=True)
    both = serializers.IntegerField(help_text="Holders of today who would have earned it.")
    only_rule = serializers.IntegerField()
    only_awards = serializers.IntegerField()
    fairness = FairnessAnswer(many=True)


class RuleReports(ApiView):
    reads_with = writes_with = scopes.RULES
    pagination_class = None
    filter_backends = ()

    @extend_schema(operation_id="check_rule", summary="Whether a rule keeps the laws, and what it costs to fake",
                   request=RuleText, responses=CheckAnswer)  # fmt: skip
    def check(self, request: Request) -> Response:
        rule = rules.check(self._said(request, RuleText)["text"])
        return Response({"badge": rule.badge, "effort": Effort.of(rule).as_dict()})

    @extend_schema(operation_id="preview_rule", summary="Who would gain, lose or change tier, and why",
                   request=RuleText, responses=PreviewAnswer)  # fmt: skip
    def preview(self, request: Request) -> Response:
        return Response(preview(self._said(request, RuleText)["text"]).as_dict())

    @extend_schema(operation_id="backtest_rule", summary="Who would have earned it since a date",
                   request=RulePeriod, responses=BacktestAnswer)  # fmt: skip
    def backtest(self, request: Request) -> Response:
        said = self._said(request, RulePeriod)
        text = said.pop("text")
        try:
            return Response(backtest(text, **said).as_dict())
        except ValueError as error:  # moments that make no sense
            raise ValidationError({"since": str(error)}) from error

    def _said(self, request: Request, kind: type[RuleText]) -> dict[str, Any]:
        writing(request)
        return kind.said(request)
