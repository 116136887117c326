"""What somebody chose, or what is so as long as they chose nothing."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings

from recognition.models import Person, Preferences

# The directory's column says this as long as nobody told it anything.
UNTOLD = "UTC"


def preferences_of(person: Person) -> Preferences:
    """The stored row, or a fresh one that is not stored. No statement where the row was joined."""
    try:
        return person.preferences
    except Preferences.DoesNotExist:
        return Preferences(person=person)


def language_of(person: Person) -> str:
    """Empty where the person left it to the browser, or chose a language that is no longer offered."""
    chosen = preferences_of(person).language
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def time_zone_of(person: Person) -> ZoneInfo:
    """The own choice, else the directory's word, else the zone of the company (TIME_ZONE)."""
    told = "" if person.time_zone == UNTOLD else person.time_zone
    for name in (preferences_of(person).time_zone, told):
        if name in time_zones():
            return ZoneInfo(name)
    return ZoneInfo(settings.TIME_ZONE)


@cache
def time_zones() -> tuple[str, ...]:
    """Names to choose from, as people know them: places and UTC, without the aliases of administrators."""
    places = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return (*sorted(places), "UTC")
