"""What people type -> what is meant; wrong input ends a command with exit code 2 and what to do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from recognition.models import Award, Badge, Person

# Clocks of two machines differ; who asks for later than this asks for what has not happened.
CLOCKS_DIFFER = timedelta(minutes=5)


def bad_input(message: str) -> CommandError:
    return CommandError(message, returncode=2)


def failed(message: str) -> CommandError:
    """A check that was asked for did not hold."""
    return CommandError(message, returncode=1)


def _storable(text: str) -> str:
    """PostgreSQL cannot even be asked about a NUL. ValueError, as for other text that is no id."""
    if "\0" in text:
        raise ValueError("NUL")
    return text


def person_of(key: str) -> Person:
    try:
        return Person.objects.get(key=_storable(key))
    except (Person.DoesNotExist, ValueError) as error:
        raise bad_input(
            f"There is no person “{key}”: give the directory id, as in the address of a profile."
        ) from error


def badge_of(slug: str) -> Badge:
    try:
        return Badge.objects.get(slug=_storable(slug))
    except (Badge.DoesNotExist, ValueError) as error:
        known = ", ".join(Badge.objects.order_by("slug").values_list("slug", flat=True)[:20]) or "none yet"
        raise bad_input(f"There is no badge “{slug}”. Known: {known}.") from error


def award_of(text: str) -> Award:
    """An id, or `badge-slug/person-key`."""
    rows = Award.objects.select_related("badge", "person")
    slug, slash, key = text.replace("\0", "?").partition("/")
    wanted = {"badge__slug": slug, "person__key": key} if slash else {"pk": text}
    try:
        return rows.get(**wanted)
    except (Award.DoesNotExist, ValueError) as error:
        raise bad_input(f"There is no award “{text}”: give its id, or badge-slug/person-key.") from error


def moment_of(text: str) -> datetime:
    """An ISO date (its end of day is not meant: midnight UTC) or date and time; without a zone, UTC."""
    try:
        moment = parse_datetime(text) if len(text) > 10 else None
        day = parse_date(text) if moment is None else None
    except ValueError as error:
        raise bad_input(f"“{text}” is no date: write 2026-06-15 or 2026-06-15T12:00.") from error
    if moment is None and day is None:
        raise bad_input(f"“{text}” is no date: write 2026-06-15 or 2026-06-15T12:00.")
    if moment is None:
        assert day is not None
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def past_moment_of(text: str) -> datetime:
    """The same, and no later than now: nobody can be judged by a day that has not come."""
    moment = moment_of(text)
    if moment > timezone.now() + CLOCKS_DIFFER:
        raise bad_input(f"“{text}” lies in the future: give a moment up to now.")
    return moment


def text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise bad_input(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise bad_input(f"{path}: not UTF-8 text (byte {error.start}).") from error


def lines_of(error: ValidationError) -> list[str]:
    """Each message of a refusal on its own."""
    return [" ".join(message.split()) for message in error.messages]
