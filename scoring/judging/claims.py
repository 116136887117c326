"""Taking persons from the queue so that nobody else judges them meanwhile.

A claim is a random token on the rows and an end of the lease. Who comes late with a claim that somebody
else has taken over finds other tokens on the rows (the fence) and writes nothing for those persons.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from scoring.facts.id_sets import among
from scoring.models import QueuedPerson
from scoring.queue import TELLS_NOBODY

# Longer than a worker takes for a burst of facts, short enough that nobody sees an old number for long.
NEIGHBOURS_WAIT = timedelta(seconds=30)


@dataclass
class Claim:
    """Persons that this worker may judge, each with the serial that it saw."""

    token: str
    serials: dict[int, int] = field(default_factory=dict)
    renewed_at: datetime = field(default_factory=timezone.now)

    @property
    def persons(self) -> set[int]:
        return set(self.serials)

    def lock(self, persons: Iterable[int]) -> dict[int, int]:
        """Those of `persons` that are still ours, with their serial of now. Call inside the writing transaction.

        The rows stay locked until its end (PostgreSQL; on SQLite the transaction itself is the only writer),
        in the order of ids, the same in which `queue.enqueue` takes them.
        """
        rows = QueuedPerson.objects.filter(person_id__in=among(persons), claimed_by=self.token)
        return dict(rows.order_by("person_id").select_for_update().values_list("person_id", "serial"))

    def told_nothing(self, persons: Iterable[int]) -> set[int]:
        """Those of them who wait because of history only. Call before `finish`."""
        rows = QueuedPerson.objects.filter(person_id__in=among(persons), reason__in=TELLS_NOBODY)
        return set(rows.values_list("person_id", flat=True))

    def finish(self, still_ours: dict[int, int]) -> int:
        """Take judged persons off the queue; give back those about whom something arrived meanwhile.

        Returns how many were given back, to be judged again.
        """
        unchanged = {person for person, serial in still_ours.items() if serial == self.serials[person]}
        QueuedPerson.objects.filter(person_id__in=among(unchanged)).delete()
        return self._release(still_ours.keys() - unchanged)

    def owns(self, persons: Iterable[int]) -> bool:
        """Whether all of them are still ours at this moment."""
        wanted = set(persons)
        rows = QueuedPerson.objects.filter(person_id__in=among(wanted), claimed_by=self.token)
        return rows.count() == len(wanted)

    def renew(self) -> None:
        """Move the end of the lease on, during work that is longer than one batch.

        Writes only when a quarter of the lease is over: of everybody's 100,000 rows it would else rewrite all of
        them once a batch.
        """
        now = timezone.now()
        if now >= self.renewed_at + _lease() / 4:
            QueuedPerson.objects.filter(claimed_by=self.token).update(claimed_until=now + _lease())
            self.renewed_at = now

    def catch_up(self) -> None:
        """Count as seen what has arrived by now: whoever calls this judges with it."""
        rows = QueuedPerson.objects.filter(claimed_by=self.token)
        self.serials = dict(rows.values_list("person_id", "serial"))

    def give_back(self, *, to_the_end: bool = False) -> None:
        """Release everything that is still ours, judged or not; with `to_the_end`, behind those who wait."""
        place = {"queued_at": timezone.now(), "named": False} if to_the_end else {}
        QueuedPerson.objects.filter(claimed_by=self.token).update(claimed_by="", claimed_until=None, **place)

    def _release(self, persons: Iterable[int]) -> int:
        persons = set(persons)
        if not persons:
            return 0
        rows = QueuedPerson.objects.filter(person_id__in=among(persons), claimed_by=self.token)
        return rows.update(claimed_by="", claimed_until=None)


def claim_waiting(limit: int) -> Claim:
    """Claim up to `limit` persons, those who wait longest first; an empty claim when nobody waits.

    Those whom a fact names come first, in a batch of their own: their decision is what somebody waits for, and
    judging few is quick. Their neighbours follow when no named person waits. A neighbour who has waited for
    NEIGHBOURS_WAIT goes with the named ones, so that a steady stream of facts leaves nobody behind.
    """
    now = timezone.now()
    free = _free(now).order_by("queued_at", "person_id")
    first = _claim(free.filter(Q(named=True) | Q(queued_at__lte=now - NEIGHBOURS_WAIT)), limit)
    return first if first.serials else _claim(free, limit)


def claim_persons(persons: Iterable[int] | None) -> Claim:
    """Claim these persons (None: all that wait), as far as they are queued and nobody else judges them."""
    free = _free(timezone.now()).order_by("person_id")
    return _claim(free if persons is None else free.filter(person_id__in=among(persons)), None)


@transaction.atomic
def _claim(free: QuerySet[QueuedPerson], limit: int | None) -> Claim:
    rows = free.select_for_update(skip_locked=True).values_list("person_id", "serial")
    claim = Claim(secrets.token_hex(16), dict(rows if limit is None else rows[:limit]))
    if claim.serials:
        QueuedPerson.objects.filter(person_id__in=among(claim.serials)).update(
            claimed_by=claim.token, claimed_until=claim.renewed_at + _lease()
        )
    return claim


def _free(now: datetime) -> QuerySet[QueuedPerson]:
    return QueuedPerson.objects.filter(Q(claimed_by="") | Q(claimed_until__lt=now))


def _lease() -> timedelta:
    return timedelta(seconds=settings.RECALCULATION_LEASE_SECONDS)
