"""Asking to have everybody judged again. Workers do it, behind those who wait because of a fact."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from recognition.actions import audit
from recognition.actions.refusals import require
from recognition.models import Person
from scoring import permissions
from scoring.queue import enqueue_everybody, nudge_after_commit


@transaction.atomic
def recalculate_everybody(*, by: Person) -> int:
    """Queue everybody; the number of people. Asking again while they wait changes nothing."""
    require(permissions.may_recalculate(by), _("Only program admins have everybody judged again."))
    people = enqueue_everybody("recalculate.asked")
    nudge_after_commit()
    audit.record(by=by, verb="judge.recalculate", object_kind="judge", object_key="everybody", data={"people": people})
    return people
