"""Whether the chain of the audit holds: asked for by a person, walked over by a worker."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit
from recognition.actions.refusals import refusal, require
from recognition.models import AuditHead, ChainCheck, Person

# Renewed with every step of the walk; far longer than a step takes.
LEASE = timedelta(minutes=5)
State = ChainCheck.State


@transaction.atomic
def ask(*, by: Person) -> ChainCheck:
    """Let a worker walk over it. One at a time: a second answer would be the same."""
    require(permissions.may_open_office(by), _("The log is for program admins and auditors."))
    entries = AuditHead.objects.filter(id=1).values_list("number", flat=True).first() or 0
    try:
        with transaction.atomic():
            check = ChainCheck.objects.create(asked_by=by, entries=entries)
    except IntegrityError as conflict:
        raise refusal(_("Somebody has just asked for this: wait for the answer."), code="waiting") from conflict
    audit.record(by=by, verb="chain.check", object_kind="chain", object_key=str(check.pk), data={"entries": entries})
    return check


def walk_waiting() -> int:
    """Walk for the oldest that waits, or whose worker died. How many were walked: 0 or 1."""
    check = _take()
    if check is None:
        return 0

    def told(walked: int) -> None:
        ChainCheck.objects.filter(pk=check.pk).update(walked=walked, taken_until=timezone.now() + LEASE)

    broken = audit.first_break(told)
    ChainCheck.objects.filter(pk=check.pk).update(
        state=State.DONE, taken_until=None, finished_at=timezone.now(), walked=check.entries,
        broken_at=broken.number if broken else None, why=broken.why if broken else "",
        other=broken.other if broken else None,
    )  # fmt: skip
    return 1


def _take() -> ChainCheck | None:
    now = timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, taken_until__lt=now)
    for check in ChainCheck.objects.filter(free).order_by("asked_at", "pk")[:3]:
        taken = ChainCheck.objects.filter(free, pk=check.pk)
        if taken.update(state=State.RUNNING, taken_until=now + LEASE, walked=0):
            return check
    return None
