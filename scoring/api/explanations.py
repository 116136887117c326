"""How near a person is to a badge now: what counted, what counts less and why, what is missing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from recognition.api.access import person_of
from recognition.api.doors import ApiView
from recognition.api.evidence import USAGE_WEEK, EvidenceAnswer, named
from recognition.api.visibility import badges_for
from recognition.models import Person, Tier
from scoring.api.decisions import check_may_read
from scoring.engine.explain import Explanation
from scoring.engine.verdict import Answer, Evidence
from scoring.explanations import NotJudgedError, explain_decision
from scoring.usage.weeks import began


class ConditionAnswer(serializers.Serializer[Any]):
    sentence = serializers.CharField()
    answer = serializers.ChoiceField(choices=[(answer.value, answer.value) for answer in Answer])
    measured = serializers.FloatField(allow_null=True, help_text="Empty where it is not known.")
    asked = serializers.FloatField()
    because = serializers.CharField(
        allow_blank=True, help_text="Why a measure counts as so much, where part of it does not count; for you alone."
    )
    step = serializers.CharField(help_text="What helps.")


class DiscountAnswer(serializers.Serializer[Any]):
    code = serializers.CharField()
    sentence = serializers.CharField(help_text="Why these facts count less than in full.")
    lifts = serializers.CharField(help_text="What would lift it; empty where nothing would.")
    factor = serializers.FloatField(help_text="The least that remains of one of them, from 0 to 1.")
    contestable = serializers.BooleanField(help_text="An appeal against this code can lift it.")
    about = EvidenceAnswer(many=True)


class ExplanationAnswer(serializers.Serializer[Any]):
    person = serializers.CharField()
    badge = serializers.CharField()
    headline = serializers.CharField()
    eligible = serializers.BooleanField()
    tier = serializers.ChoiceField(choices=Tier.choices, allow_blank=True)
    next_tier = serializers.ChoiceField(choices=Tier.choices, allow_blank=True, help_text="What `conditions` speak of.")
    conditions = ConditionAnswer(many=True, help_text="Unmet first, the nearest first.")
    counted = EvidenceAnswer(many=True)
    discounts = DiscountAnswer(many=True)
    next_step = serializers.CharField()


class Explanations(ApiView):
    """Judged at this moment from the facts as they are known; nothing is stored."""

    pagination_class = None
    filter_backends = ()

    @extend_schema(
        operation_id="explanation",
        summary="How near you are to a badge, judged now",
        responses=ExplanationAnswer,
    )
    def read(self, request: Request, person: str, badge: str) -> Response:
        reader = person_of(request)
        check_may_read(reader, person)
        about = get_object_or_404(Person, key=person)
        earned = get_object_or_404(badges_for(reader), slug=badge)
        try:
            by_another = reader is None or reader.pk != about.pk
            explanation = explain_decision(about, earned, by_another=by_another)
        except NotJudgedError as reason:
            raise NotFound(str(reason)) from reason
        return Response(ExplanationAnswer({"person": person, "badge": badge, **_answer(explanation)}).data)


def _answer(explanation: Explanation) -> dict[str, Any]:
    spoken_of = {*explanation.counted, *(fact for line in explanation.discounts for fact in line.about)}
    names = named((fact.kind, fact.id) for fact in spoken_of) | _weeks(spoken_of)
    return {
        "headline": explanation.headline,
        "eligible": explanation.eligible,
        "tier": explanation.tier,
        "next_tier": explanation.next_tier,
        "conditions": [
            {
                "sentence": line.sentence, "answer": line.answer.value, "measured": line.measured, "asked": line.asked,
                "because": line.because, "step": line.lifts or line.step,
            }
            for line in explanation.conditions
        ],
        "counted": _known(explanation.counted, names),
        "discounts": [
            {
                "code": line.code, "sentence": line.sentence, "lifts": line.lifts, "factor": line.factor,
                "contestable": line.contestable, "about": _known(line.about, names),
            }
            for line in explanation.discounts
        ],
        "next_step": explanation.next_step,
    }  # fmt: skip


def _weeks(facts: Iterable[Evidence]) -> dict[tuple[str, int], dict[str, Any]]:
    weeks = (fact.id for fact in facts if fact.kind == USAGE_WEEK)
    return {(USAGE_WEEK, id_): {"kind": USAGE_WEEK, "key": None, "by": None, "at": began(id_)} for id_ in weeks}


def _known(facts: Iterable[Evidence], names: Mapping[tuple[str, int], dict[str, Any]]) -> list[dict[str, Any]]:
    return [names[fact.kind, fact.id] for fact in facts if (fact.kind, fact.id) in names]
