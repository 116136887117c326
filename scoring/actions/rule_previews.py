"""Asking whom a rule would bring its badge. Beat has a worker answer within seconds; nothing of it becomes a fact."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recognition.actions import audit
from recognition.actions.refusals import refusal, require
from recognition.models import Badge, Person
from scoring import permissions
from scoring.actions import rules
from scoring.models import RulePreview

State = RulePreview.State
MOST_WAITING = 10  # each judges everybody twice
KEPT_OF_A_BADGE = 10  # they name people and grow old: no more than anybody goes back to


@transaction.atomic
def ask(*, by: Person, text: str) -> RulePreview:
    """A preview of this rule. Asking again before it is answered gives the one that waits.

    Raises:
        ValidationError: as `rules.check`, and when too many are waiting.
    """
    require(permissions.may_write_rules(by), _("Only program admins see whom a rule would bring a badge."))
    rule = rules.check(text)
    badge = Badge.objects.select_for_update().get(slug=rule.badge)
    under_way = RulePreview.objects.filter(badge=badge, digest=rule.digest, state__in=(State.WAITING, State.RUNNING))
    if (same := under_way.first()) is not None:
        return same
    if RulePreview.objects.filter(state=State.WAITING).count() >= MOST_WAITING:
        raise refusal(_("Ten previews are waiting already: let a worker answer them first."), code="waiting")
    preview = RulePreview.objects.create(
        badge=badge, text=text, digest=rule.digest, asked_by=by, language=get_language() or ""
    )  # fmt: skip
    _forget_the_oldest(badge)
    audit.record(
        by=by, verb="rule.preview", object_kind="badge", object_key=badge.slug, data={"digest": rule.digest}
    )  # fmt: skip
    return preview


def _forget_the_oldest(badge: Badge) -> None:
    over = RulePreview.objects.filter(badge=badge, state__in=(State.DONE, State.FAILED))
    kept = list(over.order_by("-asked_at", "-pk").values_list("pk", flat=True)[: KEPT_OF_A_BADGE - 1])
    over.exclude(pk__in=kept).delete()
