"""Send what is due in the outbox, without a worker."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from recognition.outbox import dispatch


class Command(BaseCommand):
    help = "Send the messages that are due in the outbox; says what came of each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=1000, help="at most so many messages (1000)")

    def handle(self, *args: Any, **options: Any) -> None:
        results = dispatch.work_due(options["limit"], seconds=float("inf")).results
        said = ", ".join(f"{number} {result}" for result, number in sorted(results.items()))
        self.stdout.write(said or "Nothing is due.")
