"""From an empty database to a company with its awards."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db.models import Min
from django.utils import timezone

from badges_site.demo.company.build import build, write, write_staff, write_usage
from badges_site.demo.company.model import Company
from badges_site.demo.company.stories import STORIES
from badges_site.demo.free_thanks import write_thanks
from badges_site.demo.news import tell_the_news
from badges_site.demo.on_the_way import leave_on_the_way
from badges_site.demo.panels import answer_old_panels
from badges_site.demo.state import DEMO, note_begin, note_end
from recognition.actions import people, roles
from recognition.importing.run import import_directory
from recognition.models import Badge, Outcome, Person, Role
from recognition.sources.git_history.load import import_repository
from scoring.actions.catalogue import install_starter
from scoring.engine.detectors import DETECTORS
from scoring.judging.replay import replay_history
from scoring.patterns.sweeping import run_detectors
from scoring.usage.files import import_file

Say = Callable[[str], None]
# The moments at which history is judged: once an epoch, so that an award carries the quarter it was earned in.
# A moment takes two to four seconds for the invented company; twenty years of a git history get 24 moments.
STEP_DAYS = 90
MOST_STEPS = 24
# Days before now at which the invented company is judged besides, denser towards today: what people look at first, the
# newest awards, would otherwise all be of one day, and `health` would take that day for a burst. Each moment takes
# about 2.5 s of a processor: five more than by quarters alone. A whole quarter by weeks would be twelve more, 28 s.
LAST_DAYS = (84, 56, 28, 21, 14, 7)
# It compares with the past, takes no weight and only opens cases: of a company's first year it would leave cases that
# nobody has to look at any more. So it looks once, at the end.
LOOKS_ONCE = frozenset({"N10"})
# Two program admins for data that knows none: publishing rules needs two people.
TRIAL_ADMINS = (("trial-admin", "Trial Admin"), ("trial-second-admin", "Trial Second Admin"))


def build_company(say: Say) -> Counter[str]:
    """The invented company, as of today. Gives how many facts count less, by reason; so do the two below."""
    note_begin("company")
    say("Inventing Ferrywell, a company that makes software for ferry lines and ports ...")
    company = build(timezone.now().date())
    with tempfile.TemporaryDirectory(prefix="plaudit-") as directory:
        write_staff(company, Path(directory))
        import_directory(Path(directory), by=DEMO, source="demo")
        admins = _give_offices(company, with_badge=False)
        install_starter(by=admins[0], approved_by=admins[1])
        _give_offices(company, with_badge=True)
        say("Importing two years of its work and words ...")
        write(company, Path(directory))
        import_directory(Path(directory), by=DEMO, source="demo")
        usage = Path(directory) / "usage.jsonl.gz"
        write_usage(company, usage)
        import_file(usage, by=DEMO, kind="usage", dry_run=False, progress=lambda done, of: None)
    write_thanks(company)
    begin = datetime.combine(company.first_day, datetime.min.time(), UTC)
    less = _judge_history(begin, say, last_days=LAST_DAYS)
    answer_old_panels()
    tell_the_news()
    leave_on_the_way()
    note_end("company")
    return less


def build_from_files(directory: Path, say: Say) -> Counter[str]:
    """A directory of JSON Lines."""
    note_begin("data")
    say(f"Importing {directory} ...")
    # Nominations name badges, so the catalogue comes first.
    _install_for_trial(say)
    for line in import_directory(directory, by=DEMO).lines():
        say(f"  {line}")
    less = _judge_history(_first_outcome(), say)
    note_end("data")
    return less


def build_from_git(repository: Path, say: Say) -> Counter[str]:
    """The history of a git repository."""
    note_begin("git")
    say(f"Reading the history of {repository} ...")
    _install_for_trial(say)
    for line in import_repository(repository, by=DEMO).lines():
        say(f"  {line}")
    less = _judge_history(_first_outcome(), say)
    note_end("git")
    return less


def _give_offices(company: Company, *, with_badge: bool) -> list[Person]:
    """Grant the roles of the cast that name a badge, or those that name none. Returns the program admins."""
    admins = []
    for story in STORIES:
        for role, slug in story.roles:
            if bool(slug) == with_badge:
                holder = Person.objects.get(key=story.key)
                badge = Badge.objects.get(slug=slug) if slug else None
                roles.grant(by=DEMO, person=holder, role=role, badge=badge)
                admins += [holder] if role == Role.ADMIN else []
    return admins


def _install_for_trial(say: Say) -> None:
    say("Publishing rules needs two people: two program admins are made for this trial, and count among its people.")
    admins = []
    for key, name in TRIAL_ADMINS:
        person = people.add(by=DEMO, key=key, display_name=name, title="Made for this trial")
        roles.grant(by=DEMO, person=person, role=Role.ADMIN)
        admins.append(person)
    install_starter(by=admins[0], approved_by=admins[1])


def _first_outcome() -> datetime:
    first: datetime | None = Outcome.objects.aggregate(first=Min("at"))["first"]
    return first or timezone.now()


def _judge_history(since: datetime, say: Say, *, last_days: tuple[int, ...] = ()) -> Counter[str]:
    """The first moment judged is one step after the beginning: before it, nothing can have been earned.

    The detectors look at each moment first, as they would have done in the night before.
    """
    now = timezone.now()
    step = max(STEP_DAYS, (now - since).days // MOST_STEPS)
    start = min(since + timedelta(days=step), now)
    say(f"Judging its history, {step} days a step ...")
    at_each = DETECTORS.keys() - LOOKS_ONCE
    less = replay_history(since=start, step_days=step, last_days=last_days, sweep=at_each).discounted
    run_detectors(LOOKS_ONCE)
    return less
