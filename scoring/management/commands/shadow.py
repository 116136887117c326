"""Try a rule beside the one in force, without effect."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand

from scoring.actions import shadows as trials
from scoring.judging import trial_comparison
from scoring.management.lookups import bad_input, badge_of, lines_of, person_of, text_of
from scoring.models import Shadow


class Command(BaseCommand):
    help = "Let a draft decide in the shadow of the live rule: start it, compare the two, stop it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        start = verbs.add_parser("start", help="from now on it decides too; nothing follows from it")
        start.add_argument("file", metavar="FILE")
        start.add_argument("--by", required=True, metavar="PERSON")
        look = verbs.add_parser("compare", help="who would gain, lose or change tier; changes nothing")
        look.add_argument("badge", metavar="BADGE")
        look.add_argument("--json", action="store_true")
        stop = verbs.add_parser("stop", help="end the trial; its last answers stay")
        stop.add_argument("badge", metavar="BADGE")
        stop.add_argument("--by", required=True, metavar="PERSON")

    def handle(self, *, verb: str, **options: Any) -> None:
        verbs: dict[str, Callable[..., None]] = {"start": self._start, "compare": self._compare, "stop": self._stop}
        try:
            verbs[verb](**options)
        except PermissionDenied as refused:
            raise bad_input(f"{refused} Give the role with `manage.py roles grant PERSON admin`.") from refused
        except ValidationError as error:
            *first, last = lines_of(error)
            for line in first:
                self.stderr.write(line)
            raise bad_input(last) from error

    def _start(self, *, file: str, by: str, **_options: Any) -> None:
        shadow = trials.start(by=person_of(by), text=text_of(file))
        version = shadow.version
        self.stdout.write(
            f"{shadow.badge.slug}: version {version.number} decides in the shadow. `manage.py recalculate` judges "
            f"everybody by it, `manage.py shadow compare {shadow.badge.slug}` shows the difference."
        )

    def _compare(self, *, badge: str, json: bool, **_options: Any) -> None:
        found = trial_comparison.compare(_newest(badge))
        if json:
            self.stdout.write(_as_json(asdict(found)))
            return
        for one in found.differences:
            self.stdout.write(
                f"{one.person}: {one.live or 'nothing'} in force, {one.shadow or 'nothing'} in the shadow"
            )
        self.stdout.write(
            f"{badge}: {found.agree} the same, {found.only_shadow} only in the shadow, {found.only_live} only in "
            f"force, {found.other_tier} at another tier."
        )

    def _stop(self, *, badge: str, by: str, **_options: Any) -> None:
        trials.stop(by=person_of(by), shadow=_newest(badge))
        self.stdout.write(f"{badge}: the trial has ended.")


def _newest(slug: str) -> Shadow:
    shadow = Shadow.objects.filter(badge=badge_of(slug)).order_by("-started_at", "-id").first()
    if shadow is None:
        raise bad_input(f"No draft of {slug} was ever tried: begin with `manage.py shadow start FILE --by PERSON`.")
    return shadow


def _as_json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
