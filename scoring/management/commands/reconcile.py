"""Compare everything that is stored with a run from scratch."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from recognition.models import Badge, Person
from scoring.judging.reconciliation import Report, compare, reconcile
from scoring.judging.stored_decisions import Difference
from scoring.management.lookups import failed

SHOWN = 50


class Command(BaseCommand):
    help = "Compare all decisions and awards with a run from scratch, and mend what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only compare; exit code 1 when something differs")
        parser.add_argument(
            "--accept-mass-removal", action="store_true", help="mend even though many awards would end at once"
        )

    def handle(self, *, dry_run: bool, accept_mass_removal: bool, **_options: Any) -> None:
        report = compare() if dry_run else reconcile(accept_mass_removal=accept_mass_removal)
        self._tell(report)
        if report.refused:
            raise failed(report.refused)
        if dry_run and not report.clean:
            raise failed("What is stored differs from a run from scratch: run `manage.py reconcile` to mend it.")

    def _tell(self, report: Report) -> None:
        keys = dict(Person.objects.values_list("id", "key"))
        slugs = dict(Badge.objects.values_list("id", "slug"))
        for difference in report.decisions[:SHOWN]:
            self.stdout.write(f"{keys[difference.person]} / {slugs[difference.badge]}: {_in_words(difference)}")
        for step in report.steps[:SHOWN]:
            state = " ".join(filter(None, (step.status, step.tier)))
            self.stdout.write(f"{keys[step.person_id]} / {slugs[step.badge_id]}: award -> {state}. {step.reason}")
        self.stdout.write(
            f"{report.people} people compared with a run from scratch, but for {report.waiting} who wait to be judged: "
            f"{len(report.decisions)} decisions and {len(report.steps)} awards differ."
        )
        if report.mended.persons:
            self.stdout.write(f"Mended: {report.mended.decisions} decisions, {report.mended.awards} awards.")


def _in_words(difference: Difference) -> str:
    def say(eligible: bool, tier: str, digest: str) -> str:
        return f"{tier or 'yes' if eligible else 'no'} ({digest[:8]})"

    stored, answer = difference.stored, difference.answer
    before = say(stored.eligible, stored.tier, stored.digest) if stored else "nothing"
    after = say(answer.eligible, answer.tier, answer.inputs_digest) if answer else "nothing"
    return f"stored {before}, from scratch {after}"
