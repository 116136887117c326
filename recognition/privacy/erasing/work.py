"""The worker's part of an erasure: everything in one transaction, or nothing."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from recognition.deliveries.locks import only_one_for
from recognition.models import Erasure, Person, SourceAccount, User
from recognition.privacy.erasing import in_audit
from recognition.privacy.erasing.erased import ERASERS, Erased

# No letters or digits that are taken for one another: people read these keys to each other.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def work_waiting() -> int:
    """Carry out the oldest approved erasure. How many were: 0 or 1.

    Whoever else wants to is waited for on the row, and finds it done.
    """
    waiting = Erasure.objects.filter(state=Erasure.State.APPROVED).order_by("decided_at", "pk").first()
    return int(waiting is not None and _carry_out(waiting.pk))


@transaction.atomic
def _carry_out(pk: int) -> bool:
    erasure = Erasure.objects.select_for_update(of=("self",)).select_related("person", "decided_by").get(pk=pk)
    if erasure.state != Erasure.State.APPROVED or erasure.decided_by is None:
        return False
    person = erasure.person
    # Whoever works on deliveries has read the person's accounts, and would write down again what goes here.
    for source in sorted(set(SourceAccount.objects.filter(person=person).values_list("source", flat=True))):
        only_one_for(source)
    logins = tuple(User.objects.filter(person=person).values_list("username", flat=True))
    erased = Erased(Person.objects.get(pk=person.pk), _new_key(), logins)
    counts = {eraser.name: eraser.erase(erased) for eraser in ERASERS}
    erasure.state, erasure.finished_at, erasure.reason = Erasure.State.DONE, timezone.now(), ""
    erasure.counts = counts
    erasure.save()
    counts["audit"] = in_audit.erase(erased, by=erasure.decided_by)
    Erasure.objects.filter(pk=pk).update(counts=counts)
    return True


def _new_key() -> str:
    """Made by chance, so that nothing leads back: `former-` and ten letters."""
    return "former-" + "".join(secrets.choice(_LETTERS) for _ in range(10))
