"""Judge what is queued, or everybody."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections import Counter
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from recognition.models import Award
from scoring.engine.discounts import DISCOUNTS
from scoring.judging.counts import Counts
from scoring.judging.dry_run import dry_run
from scoring.judging.due import queue_due
from scoring.judging.recalculation import HistoryError, recalculate_all, recalculate_people, recalculate_queued
from scoring.judging.replay import replay_history
from scoring.management.lookups import bad_input, past_moment_of, person_of
from scoring.models import QueuedPerson, Run


class Command(BaseCommand):
    help = "Judge the queued people (and those whose time has come), or everybody."

    def add_arguments(self, parser: ArgumentParser) -> None:
        who = parser.add_mutually_exclusive_group()
        who.add_argument("--all", action="store_true", dest="everybody", help="everybody, from scratch")
        who.add_argument("--person", metavar="KEY", help="one person, queued or not")
        who.add_argument(
            "--replay-since", metavar="DATE", help="everybody at moments 30 days apart, so that awards get their dates"
        )
        parser.add_argument("--at", metavar="DATE", help="judge this moment instead of now")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and store nothing")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        text = options.pop("at")
        at = past_moment_of(text) if text else None
        started, clock = timezone.now(), time.monotonic()
        try:
            if dry_run:
                self._dry_run(at, **options)
                return
            counts = self._judge(at, **options)
        except HistoryError as error:
            raise bad_input(str(error)) from error
        Run.objects.create(
            kind=Run.Kind.RECALCULATE, started_at=started, finished_at=timezone.now(), counts=counts.as_dict()
        )
        self._tell(counts, time.monotonic() - clock)
        if options["everybody"] or options["replay_since"]:
            self._tell_everything(counts)

    def _judge(
        self, at: datetime | None, *, everybody: bool, person: str | None, replay_since: str | None, **_more: Any
    ) -> Counts:
        if replay_since:
            return self._replay(past_moment_of(replay_since), at)
        if everybody:
            return recalculate_all(at=at)
        if person:
            return recalculate_people({person_of(person).pk}, at=at)
        if at is not None:
            raise bad_input("--at needs --all, --person or --replay-since: queued people are judged as of now.")
        return self._drain()

    def _drain(self) -> Counts:
        queue_due()
        counts = Counts()
        while True:
            batch = recalculate_queued()
            counts.add(batch)
            if not batch.persons and not batch.lost:
                return counts

    def _replay(self, since: datetime, until: datetime | None) -> Counts:
        def say(at: datetime, step: Counts) -> None:
            if self.stderr.isatty():
                self.stderr.write(f"\r{at:%Y-%m-%d}: {step.awards} awards changed   ", ending="")

        try:
            return replay_history(since=since, until=until, progress=say)
        except ValueError as error:
            raise bad_input(str(error)) from error
        finally:
            if self.stderr.isatty():
                self.stderr.write("")

    def _dry_run(
        self, at: datetime | None, *, everybody: bool, person: str | None, replay_since: str | None, **_more: Any
    ) -> None:
        if replay_since:
            raise bad_input("--dry-run cannot replay: each moment builds on the awards of the one before.")
        persons: set[int] | None = None
        if person:
            persons = {person_of(person).pk}
        elif not everybody:
            persons = set(QueuedPerson.objects.values_list("person_id", flat=True))
        found = dry_run(persons, at=at)
        for line in found.lines:
            self.stdout.write(line)
        self.stdout.write(f"{found.decisions} decisions and {found.awards} awards would change. Nothing was stored.")

    def _tell(self, counts: Counts, seconds: float) -> None:
        waiting = QueuedPerson.objects.count()
        self.stdout.write(
            f"{counts.persons} people judged in {seconds:.1f} s: {counts.decisions} decisions and {counts.awards} "
            f"awards changed; {waiting} people wait."
        )

    def _tell_everything(self, counts: Counts) -> None:
        """What stands now: awards by badge, and what was discounted for which reason."""
        held = Counter(
            Award.objects.filter(status__in=[Award.Status.ACTIVE, Award.Status.PENDING]).values_list(
                "badge__slug", "tier"
            )
        )
        self.stdout.write("Awards by badge:")
        for slug in sorted({slug for slug, _ in held}):
            of_badge = sorted((tier, n) for (s, tier), n in held.items() if s == slug)
            # A badge that has no tiers is just counted.
            tiers = ", ".join(f"{n} {tier}" if tier else f"{n} in all" for tier, n in of_badge)
            self.stdout.write(f"  {slug:<24} {tiers}")
        self.stdout.write("Facts that count less than in full, by reason:")
        for code, number in counts.discounted.most_common():
            self.stdout.write(f"  {number:>7}  {code}: {DISCOUNTS[code].sentence}")
