"""Decide again from the stored inputs."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from scoring.judging.rederiving import NothingToRederiveError, rederive
from scoring.management.lookups import award_of, bad_input, failed


class Command(BaseCommand):
    help = "Make the decision behind an award again; exit code 1 when it is another one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("award", metavar="AWARD", help="id, or badge-slug/person-key")

    def handle(self, *, award: str, **_options: Any) -> None:
        try:
            found = rederive(award_of(award))
        except NothingToRederiveError as reason:
            raise bad_input(str(reason)) from reason
        stored = found.stored
        self.stdout.write(
            f"Decided for {stored.decided_at:%Y-%m-%d %H:%M:%S} UTC under rule version {stored.rule_version.number}, "
            f"with what was recorded by {stored.recorded_at:%Y-%m-%d %H:%M:%S} UTC."
        )
        for line in found.differs:
            self.stderr.write(line)
        if found.differs:
            raise failed("The decision made again is another one: see the lines above.")
        self.stdout.write(f"Made again: the same ({stored.inputs_digest[:12]}).")
