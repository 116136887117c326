"""`manage.py demo`: build the demo once, say what the judge did, and serve it."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from badges_site.demo import place
from badges_site.demo.building import build_company, build_from_files, build_from_git
from badges_site.demo.report import tell, tell_cast
from badges_site.demo.serving import HOST, port_is_free, serve
from badges_site.demo.state import State, state
from badges_site.words.translations import compile_words
from recognition.importing.problems import ImportRefusedError
from recognition.sources.git_history.log import GitError


class Command(BaseCommand):
    help = "Build a demo company (or show a git history or a directory of facts) and serve it until Ctrl-C."
    requires_system_checks: list[str] = []  # checked by migrate, after the database is chosen

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--git", metavar="PATH", help="show the people and outcomes of this git repository instead")
        what.add_argument("--data", metavar="DIR", help="show the facts in these JSON Lines files instead")
        parser.add_argument("--port", type=int, default=8000, help="port of the web server (8000)")
        parser.add_argument("--no-serve", action="store_true", help="end after saying what the judge did")
        parser.add_argument("--fresh", action="store_true", help="build anew, even when there is a demo already")
        parser.add_argument("--end-with-parent", action="store_true", help="end when the calling process is gone")

    def handle(self, *args: Any, **options: Any) -> None:
        self._check(options)
        compile_words()  # before any of the processes reads them
        kind = "git" if options["git"] else "data" if options["data"] else ""
        if kind:
            place.move_to(place.directory_for(kind, options[kind]))
        try:
            self._build(options)
            tell_cast(self._say, f"http://{HOST}:{options['port']}")
            if options["no_serve"]:
                return
            with place.held(alone=False):
                code = self._serve(options)
        except place.InUseError as error:
            raise CommandError(str(error), returncode=2) from error
        if code:
            sys.exit(code)

    def _check(self, options: dict[str, Any]) -> None:
        """Everything that can be said before the first minute of work."""
        if not settings.DEBUG:
            raise CommandError(
                "The demo fills a database with invented people, and lets anybody become one of them. It needs "
                "DEBUG=1, or no DATABASE_URL at all.",
                returncode=2,
            )
        for option in ("git", "data"):
            if options[option] and not Path(options[option]).is_dir():
                raise CommandError(f"--{option} {options[option]}: there is no such directory.", returncode=2)
        if not 0 < options["port"] < 65_536:
            raise CommandError(f"--port {options['port']}: give a number from 1 to 65535.", returncode=2)
        if not options["no_serve"] and not port_is_free(options["port"]):
            raise CommandError(
                f"Port {options['port']} is in use by another program. Choose another one: "
                f"make demo PORT={options['port'] + 1}",
                returncode=2,
            )

    def _build(self, options: dict[str, Any]) -> None:
        started = time.monotonic()
        with place.held(alone=options["fresh"]):
            if options["fresh"]:
                self._clear()
            self._migrate()
            found = state()
        if found is State.BUILT:
            self._say("Using the demo that is there already (--fresh builds it anew).")
            tell(self._say)
            return
        with place.held(alone=True):
            if found is State.BEGUN:
                self._clear()
                self._migrate()
            if found is State.FOREIGN:
                raise CommandError(
                    "This database holds people that no demo made, and it stays as it is. Set DATA_DIR to another "
                    "directory for the demo.",
                    returncode=2,
                )
            less = self._fill(options)
        tell(self._say, less)
        self._say(f"\nBuilt in {time.monotonic() - started:.0f} seconds.")

    def _fill(self, options: dict[str, Any]) -> Counter[str]:
        try:
            if options["git"]:
                return build_from_git(Path(options["git"]), self._say)
            if options["data"]:
                return build_from_files(Path(options["data"]), self._say)
            return build_company(self._say)
        except (ImportRefusedError, GitError) as error:
            for line in error.problems.first if isinstance(error, ImportRefusedError) else ():
                self.stderr.write(line)
            raise CommandError(str(error), returncode=2) from error

    def _clear(self) -> None:
        if not settings.ON_SQLITE:
            raise CommandError("On a database server, empty the database yourself and run this again.", returncode=2)
        place.remove_database()

    def _migrate(self) -> None:
        call_command("migrate", interactive=False, verbosity=0)

    def _serve(self, options: dict[str, Any]) -> int:
        address = f"http://{HOST}:{options['port']}"

        def welcome() -> None:
            self._say(f"\n  Plaudit is at {address}  (Ctrl-C ends everything)")
            self._say("  Sign in there by one click on a person, for instance one of those above.\n")

        self._say("\nStarting the web server, the worker, the scheduler and a private Valkey ...")
        return serve(
            port=options["port"],
            base_dir=settings.BASE_DIR,
            welcome=welcome,
            end_with_parent=options["end_with_parent"],
        )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
