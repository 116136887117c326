"""One line for each part of the house."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from scoring.health import parts
from scoring.management.lookups import failed


class Command(BaseCommand):
    help = "Say for each part whether it does its work; exit code 1 when one does not. `see`: an alarm about a rule."
    requires_system_checks: list[str] = []  # says itself what is wrong with the database

    def handle(self, **_options: Any) -> None:
        found = list(parts())
        for part in found:
            state = "BAD" if not part.well else "see" if part.alarm else "ok "
            self.stdout.write(f"{state} {part.name:<9} {part.says}")
        if bad := [part.name for part in found if not part.well]:
            raise failed(f"Not well: {', '.join(bad)}.")
