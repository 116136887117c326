"""Run the detectors."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from scoring.engine.detectors import DETECTORS
from scoring.management.lookups import bad_input
from scoring.patterns.sweeping import sweep


class Command(BaseCommand):
    help = (
        "Look over all facts for patterns, store what is new and end what no longer holds. Who is reached by a "
        "difference is queued; `recalculate` or a worker judges them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("codes", nargs="*", metavar="code", help="e.g. N02; default: all detectors")

    def handle(self, *, codes: list[str], **_options: Any) -> None:
        try:
            counts = sweep(codes or None).counts
        except ValueError as error:
            raise bad_input(f"{error}.") from error
        self.stdout.write(
            f"{counts['detectors']} detectors, {counts['findings']} findings: {counts['new']} new, "
            f"{counts['changed']} changed, {counts['cleared']} ended. {counts['queued']} people are judged again."
        )
        for code, number in counts["by_code"].items():
            self.stdout.write(f"  {code} {DETECTORS[code].name:<24} {number:>6}")
