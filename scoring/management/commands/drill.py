"""Play simulated attacks on the live rules."""

from __future__ import annotations

import json as to_json
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from recognition.actions.actors import System
from scoring.actions import drills
from scoring.engine.drill.attacks import ATTACKS
from scoring.management.drill_report import drill_lines
from scoring.management.lookups import bad_input, failed, lines_of, text_of
from scoring.rule_checks.drills import nothing_waits, play_one, take

WIDEST = max(map(len, ATTACKS))


class Command(BaseCommand):
    help = (
        "Play attacks of invented people over the real facts: what would get through the live rules, what the "
        "detectors would see, and what honest people would miss. Stores a report and no fact."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--attack", dest="kinds", action="append", default=[], metavar="KIND", help="default: all")
        parser.add_argument("--seed", type=int, default=1, help="the same seed over the same facts: the same report")
        parser.add_argument("--rule", metavar="FILE", help="a draft, in place of the live rule of its badge")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, kinds: list[str], seed: int, rule: str | None, json: bool, **_options: Any) -> None:
        text = text_of(rule) if rule else ""
        try:
            drill = drills.ask(by=System("command"), kinds=kinds, seed=seed, text=text, played_at_once=True)
        except ValidationError as error:
            *first, last = lines_of(error)
            for line in first:
                self.stderr.write(line)
            raise bad_input(last) from error
        report = play_one(drill, self._told_of_each(drill.kinds)) if take(drill) else None
        if report is None:
            drill.refresh_from_db()
            raise failed(drill.trouble or f"Drill {drill.pk} is being played by a worker: look at it there.")
        if json:
            self.stdout.write(to_json.dumps(report.content, ensure_ascii=False, indent=2))
            return
        for line in drill_lines(report.content):
            self.stdout.write(line)

    def _told_of_each(self, kinds: list[str]) -> Callable[[], None]:
        """Says after each attack how far it has come; all of them take minutes over a large company."""
        if not self.stderr.isatty():
            return nothing_waits
        played = enumerate(kinds, start=1)

        def say() -> None:
            number, kind = next(played)
            self.stderr.write(
                f"\r{number} of {len(kinds)} attacks played: {kind:<{WIDEST}}",
                ending="\n" if number == len(kinds) else "",
            )

        return say
