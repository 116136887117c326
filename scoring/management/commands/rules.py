"""Check, publish and preview rules."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand

from scoring.actions import catalogue, rules
from scoring.management.lookups import bad_input, failed, lines_of, person_of, text_of
from scoring.preview import Preview, preview


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

    def handle(self, *, verb: str, **options: Any) -> None:
        verbs: dict[str, Callable[..., None]] = {
            "check": self._check,
            "publish": self._publish,
            "preview": self._preview,
        }
        verbs[verb](**options)

    def _check(self, *, files: list[str], **_options: Any) -> None:
        broken = 0
        for path in files:
            try:
                rule = rules.check(text_of(path))
            except ValidationError as error:
                broken += 1
                for line in lines_of(error):
                    self.stderr.write(f"{path}: {line}")
            else:
                self.stdout.write(f"{path}: {rule.badge}: keeps the laws")
        if broken:
            raise failed(f"{broken} of {len(files)} rules cannot be published: mend the lines above.")

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
        except ValidationError as error:
            *first, last = lines_of(error)
            for line in first:
                self.stderr.write(line)
            raise bad_input(last) from error
        for version in versions:
            self.stdout.write(f"{version.badge.slug}: version {version.number} is in force")
        self.stdout.write(f"{len(versions)} rules published. `manage.py recalculate` judges everybody by them.")

    def _preview(self, *, file: str, json: bool, **_options: Any) -> None:
        try:
            found = preview(text_of(file))
        except ValidationError as error:
            *first, last = lines_of(error)
            for line in first:
                self.stderr.write(line)
            raise bad_input(last) from error
        if json:
            self.stdout.write(as_json(found))
            return
        for change in found.changes:
            self.stdout.write(
                f"{change.person}: {change.before or 'nothing'} -> {change.after or 'nothing'}. {change.reason}"
            )
        self.stdout.write(
            f"{found.badge}: {found.gain} gain, {found.lose} would not be given it again, {found.other_tier} change "
            f"tier; {found.same} stay as they are. Awards that were given stay."
        )


def as_json(found: Preview) -> str:
    return json.dumps(found.as_dict(), ensure_ascii=False, indent=2)
