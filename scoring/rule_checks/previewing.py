"""Answering the previews of rules that wait, oldest first."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from scoring.models import RulePreview
from scoring.rule_checks.preview import STEPS, preview

State = RulePreview.State
# Ten times what the largest company that was measured takes; renewed after each step.
LEASE = timedelta(minutes=5)


def answer_waiting() -> int:
    """Answer the oldest that waits, or whose worker died. How many were answered: 0 or 1."""
    asked = _take()
    if asked is None:
        return 0
    answer(asked)
    return 1


def answer(asked: RulePreview) -> None:
    """Answer this one, which was taken before, in the language of who asked. Where it fails, the trouble is told in
    it."""
    with translation.override(asked.language or settings.LANGUAGE_CODE):
        _answer(asked)


def _answer(asked: RulePreview) -> None:
    def told(step: int) -> None:
        _this(asked).update(steps_done=step, taken_until=timezone.now() + LEASE)

    at = timezone.now()
    try:
        content = preview(asked.text, told=told).as_dict()
    except ValidationError as error:
        _fail(
            asked,
            _("The rule does not pass any more: %(why)s Mend it and ask again.") % {"why": " ".join(error.messages)},
        )
        return
    except Exception as error:
        # Not tried again by itself, or it would hold up a worker for ever; the worker's log has the rest.
        what = f"{type(error).__name__}: {error}"
        _fail(asked, _("It broke off (%(what)s). Please report it.") % {"what": what})
        raise
    _this(asked).update(state=State.DONE, taken_until=None, steps_done=STEPS, at=at, content=content, trouble="")


def _take() -> RulePreview | None:
    now = timezone.now()
    free = RulePreview.objects.filter(Q(state=State.WAITING) | Q(state=State.RUNNING, taken_until__lt=now))
    waiting = free.order_by("asked_at", "pk")[:3]
    return next((asked for asked in waiting if _claim(asked, free)), None)


def _claim(asked: RulePreview, free: QuerySet[RulePreview]) -> bool:
    taken = free.filter(pk=asked.pk).update(
        state=State.RUNNING, taken_until=timezone.now() + LEASE, steps_done=0
    )  # fmt: skip
    return bool(taken)


def _fail(asked: RulePreview, trouble: str) -> None:
    told = " ".join(trouble.split())[:500]
    _this(asked).update(state=State.FAILED, taken_until=None, trouble=told)


def _this(asked: RulePreview) -> QuerySet[RulePreview]:
    return RulePreview.objects.filter(pk=asked.pk)
