"""What the holder decides about an award, and what its panel does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from recognition import scopes
from recognition.actions import awards
from recognition.api.access import acting_person, person_of
from recognition.api.awards import AwardAnswer
from recognition.api.doors import ApiView
from recognition.api.fields import StrictSerializer, Text
from recognition.api.visibility import awards_for
from recognition.models import Award

# What a step of an award keeps.
MOST_CHARACTERS = 500


class Because(StrictSerializer):
    reason = Text(max_length=MOST_CHARACTERS, help_text="The person reads it.")


class OwnAwards(ApiView):
    """Hide, show, pin and decline are for the holder; approve and return for the panel of the badge."""

    queryset = Award.objects.all()
    serializer_class = AwardAnswer
    needs = {"approve": scopes.PANEL, "send_back": scopes.PANEL}

    @extend_schema(operation_id="hide_award", summary="Keep it, and show it to nobody", request=None,
                   responses=AwardAnswer)  # fmt: skip
    def hide(self, request: Request, **_kwargs: Any) -> Response:
        return self._act(request, awards.hide)

    @extend_schema(operation_id="show_award", summary="Show it again", request=None, responses=AwardAnswer)
    def show(self, request: Request, **_kwargs: Any) -> Response:
        return self._act(request, awards.show)

    @extend_schema(operation_id="pin_award", summary="Show it first", request=None, responses=AwardAnswer)
    def pin(self, request: Request, **_kwargs: Any) -> Response:
        return self._act(request, awards.pin)

    @extend_schema(operation_id="unpin_award", summary="Show it among the others", request=None, responses=AwardAnswer)
    def unpin(self, request: Request, **_kwargs: Any) -> Response:
        return self._act(request, awards.unpin)

    @extend_schema(operation_id="decline_award", summary="Say that you do not want it", request=None,
                   responses=AwardAnswer)  # fmt: skip
    def decline(self, request: Request, **_kwargs: Any) -> Response:
        return self._act(request, awards.decline)

    @extend_schema(operation_id="accept_award", summary="Want it after all", request=None, responses=AwardAnswer)
    def accept(self, request: Request, **_kwargs: Any) -> Response:
        return self._act(request, awards.accept)

    @extend_schema(operation_id="approve_award", summary="Give what waits for the panel", request=Because,
                   responses=AwardAnswer)  # fmt: skip
    def approve(self, request: Request, **_kwargs: Any) -> Response:
        return self._decide(request, approve=True)

    @extend_schema(operation_id="return_award", summary="Do not give what waits for the panel", request=Because,
                   responses=AwardAnswer)  # fmt: skip
    def send_back(self, request: Request, **_kwargs: Any) -> Response:
        return self._decide(request, approve=False)

    def _decide(self, request: Request, *, approve: bool) -> Response:
        award = self._award(request)
        return self._act(request, partial(awards.decide_pending, approve=approve, **Because.said(request)), award)

    def _act(self, request: Request, act: Callable[..., Award], award: Award | None = None) -> Response:
        award = award or self._award(request)
        act(by=acting_person(request), award=award)
        return Response(AwardAnswer(awards_for(person_of(request)).get(pk=award.pk)).data)

    def _award(self, request: Request) -> Award:
        seen = awards_for(person_of(request))
        return get_object_or_404(seen, person__key=self.kwargs["person"], badge__slug=self.kwargs["badge"])
