"""Check, publish and preview rules."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from scoring.actions import catalogue, rules
from scoring.management.lookups import bad_input, failed, lines_of, past_moment_of, person_of, text_of
from scoring.management.rule_reports import backtest_lines, preview_lines
from scoring.rule_checks.backtest import backtest
from scoring.rule_checks.effort import Effort
from scoring.rule_checks.preview import preview


class _Report(Protocol):
    def as_dict(self) -> dict[str, Any]: ...


R = TypeVar("R", bound=_Report)


class Command(BaseCommand):
    help = "Check, publish or preview the rules of badges."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="read rules and try the laws; changes nothing")
        check.add_argument("files", nargs="+", metavar="FILE")
        publish = verbs.add_parser("publish", help="put a rule in force; two different admins do it together")
        source = publish.add_mutually_exclusive_group(required=True)
        source.add_argument("files", nargs="*", metavar="FILE", default=[])
        source.add_argument("--starter", action="store_true", help="the starter catalogue: its badges and rules")
        publish.add_argument("--by", required=True, metavar="PERSON")
        publish.add_argument("--approved-by", required=True, metavar="PERSON")
        look = verbs.add_parser("preview", help="who would gain, lose or change tier; changes nothing")
        look.add_argument("file", metavar="FILE")
        look.add_argument("--json", action="store_true")
        cost = verbs.add_parser("attack-cost", help="the least effort to fake a rule, beside the honest way")
        cost.add_argument("file", metavar="FILE")
        cost.add_argument("--json", action="store_true")
        back = verbs.add_parser("backtest", help="who would have earned the badge since a date; changes nothing")
        back.add_argument("file", metavar="FILE")
        back.add_argument("--from", dest="since", required=True, metavar="DATE")
        back.add_argument("--until", metavar="DATE")
        back.add_argument("--step-days", type=int, default=30)
        back.add_argument("--json", action="store_true")

    def handle(self, *, verb: str, **options: Any) -> None:
        verbs: dict[str, Callable[..., None]] = {
            "check": self._check,
            "publish": self._publish,
            "preview": self._preview,
            "attack-cost": self._attack_cost,
            "backtest": self._backtest,
        }
        with self._refusals():
            verbs[verb](**options)

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """What a rule is refused for, a line each, and exit code 2."""
        try:
            yield
        except ValidationError as error:
            *first, last = lines_of(error)
            for line in first:
                self.stderr.write(line)
            raise bad_input(last) from error

    def _check(self, *, files: list[str], **_options: Any) -> None:
        broken = 0
        for path in files:
            try:
                rule = rules.check(text_of(path))
            except CommandError as error:
                if len(files) == 1:
                    raise
                broken += 1
                self.stderr.write(str(error))
            except ValidationError as error:
                broken += 1
                for line in lines_of(error):
                    self.stderr.write(f"{path}: {line}")
            else:
                self.stdout.write(f"{path}: {rule.badge}: keeps the laws")
        if broken:
            raise failed(f"{broken} of {_counted(len(files), 'rule')} cannot be published: mend the lines above.")

    def _publish(self, *, files: list[str], starter: bool, by: str, approved_by: str, **_options: Any) -> None:
        writer, approver = person_of(by), person_of(approved_by)
        try:
            if starter:
                versions = catalogue.install_starter(by=writer, approved_by=approver)
            else:
                texts = [text_of(path) for path in files]
                versions = rules.publish_together(by=writer, approved_by=approver, texts=texts)
        except PermissionDenied as refused:
            raise bad_input(f"{refused} Give the role with `manage.py roles grant PERSON admin`.") from refused
        for version in versions:
            self.stdout.write(f"{version.badge.slug}: version {version.number} is in force")
        self.stdout.write(
            f"{_counted(len(versions), 'rule')} published. `manage.py recalculate` judges everybody by them."
        )

    def _preview(self, *, file: str, json: bool, **_options: Any) -> None:
        found = preview(text_of(file), most=None)
        self._say(found, json, preview_lines)

    def _attack_cost(self, *, file: str, json: bool, **_options: Any) -> None:
        effort = Effort.of(rules.read(text_of(file)))
        self._say(effort, json, Effort.lines)

    def _backtest(
        self, *, file: str, since: str, until: str | None, step_days: int, json: bool, **_options: Any
    ) -> None:
        begin, end = past_moment_of(since), past_moment_of(until) if until else None
        try:
            found = backtest(text_of(file), since=begin, until=end, step_days=step_days)
        except ValueError as error:
            raise bad_input(str(error)) from error
        self._say(found, json, backtest_lines)

    def _say(self, found: R, as_json: bool, lines: Callable[[R], Iterable[str]]) -> None:
        if as_json:
            self.stdout.write(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
            return
        for line in lines(found):
            self.stdout.write(line)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
