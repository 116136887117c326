"""Asking for a drill. Beat has a worker play it within seconds; nothing of it becomes a fact."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from recognition.actions import audit
from recognition.actions.actors import By, person_or_none
from recognition.actions.refusals import refusal, require
from recognition.models import Badge, Person
from scoring import permissions
from scoring.actions import rules
from scoring.engine.drill.drill import UnknownAttackError, known_kinds
from scoring.models import Drill

MOST_WAITING = 10  # a drill takes a worker minutes; nobody needs more of them at once
LARGEST_SEED = 2**31 - 1


@transaction.atomic
def ask(*, by: By, kinds: Iterable[str] = (), seed: int = 1, text: str = "", played_at_once: bool = False) -> Drill:
    """A drill of these attacks (none named: all) on the live rules, with the rule `text` in its badge's place.

    `played_at_once`: by who asks, so that no worker has to; it takes nobody's place among those that wait.

    Raises:
        ValidationError: an unknown attack, a seed out of range, a text that `rules.check` refuses, too many waiting.
    """
    if isinstance(by, Person):
        require(permissions.may_drill(by), _("Drills are for integrity reviewers and program admins."))
    chosen = _kinds(kinds)
    if not 0 <= seed <= LARGEST_SEED:
        raise refusal(_("A seed is a whole number from 0 to 2147483647."), code="seed", field="seed")
    if not played_at_once and Drill.objects.filter(state=Drill.State.WAITING).count() >= MOST_WAITING:
        raise refusal(_("Ten drills are waiting already: let a worker play them first."), code="waiting")
    drill = Drill(kinds=list(chosen), seed=seed, asked_by=person_or_none(by))
    if text:
        rule = rules.check(text)
        drill.badge, drill.text, drill.digest = Badge.objects.get(slug=rule.badge), text, rule.digest
    drill.save(force_insert=True)
    audit.record(
        by=by, verb="drill.ask", object_kind="drill", object_key=str(drill.pk),
        data={"kinds": drill.kinds, "seed": seed, "rule": drill.digest},
    )  # fmt: skip
    return drill


def _kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    try:
        return known_kinds(kinds)
    except UnknownAttackError as unknown:
        raise refusal(str(unknown), code="kind", field="kinds") from unknown
