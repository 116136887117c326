"""Run the detectors."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from scoring.sweeping import sweep


class Command(BaseCommand):
    help = "Look over all facts for patterns."

    def handle(self, **_options: Any) -> None:
        counts = sweep().counts
        self.stdout.write(f"{counts['detectors']} detectors, {counts['findings']} findings.")
