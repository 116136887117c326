"""Preferences: language and time, what others see, what one wants to be told.

Only what others see is audited: the rest is taste, and of nobody's business.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from recognition.actions import audit
from recognition.actions.actors import By, require_person
from recognition.actions.refusals import refusal
from recognition.models import Person, Preferences
from recognition.notify.by_mail import ALWAYS, Way
from recognition.notify.kinds import TOPICS
from recognition.queries.preferences import preferences_of, time_zones


@transaction.atomic
def choose_language(*, by: By, language: str) -> Preferences:
    """Empty: as the browser says."""
    if language and language not in dict(settings.LANGUAGES):
        raise refusal(_("Choose one of the languages in the list."), code="unknown", field="language")
    return _keep(require_person(by), language=language)


@transaction.atomic
def choose_time_zone(*, by: By, time_zone: str) -> Preferences:
    """A name such as Europe/Berlin; empty: as the directory says."""
    if time_zone and time_zone not in time_zones():
        raise refusal(
            _("There is no time zone of this name. Begin to type a large city near you, such as Berlin."),
            code="unknown", field="time_zone",
        )  # fmt: skip
    return _keep(require_person(by), time_zone=time_zone)


@transaction.atomic
def choose_visibility(*, by: By, badges: bool, words: bool) -> Preferences:
    """What others see of one's badges, and of what colleagues wrote to one."""
    person = require_person(by)
    kept = _keep(person, shows_badges=badges, shows_words=words)
    audit.record(
        by=by, verb="preferences.choose_visibility", object_kind="person", object_key=person.key,
        data={"badges": badges, "words": words},
    )  # fmt: skip
    return kept


@transaction.atomic
def choose_messages(*, by: By, wanted: Collection[str], ways: Mapping[str, str] | None = None) -> Preferences:
    """Topics one wants to be told about, the rest is silent from now on; and how topics come by e-mail.

    `ways`: topic, or `ALWAYS` for what is always told, to a `Way`; topics that are not named stay as they are.
    """
    person, ways = require_person(by), ways or {}
    if unknown := (set(wanted) - TOPICS.keys()) | (set(ways) - TOPICS.keys() - {ALWAYS}):
        raise refusal(_("There is no such topic: %(names)s."), code="unknown", names=", ".join(sorted(unknown)))
    if set(ways.values()) - set(Way.values):
        raise refusal(_("Choose one of the ways in the list."), code="unknown")
    mail = preferences_of(person).mail | {name: str(way) for name, way in ways.items()}
    return _keep(person, muted=[topic for topic in TOPICS if topic not in wanted], mail=mail)


@transaction.atomic
def stop_mail(*, by: By) -> Preferences:
    """No e-mail any more, of whatever topic. Under the bell all stays as it was."""
    return _keep(require_person(by), mail=dict.fromkeys([ALWAYS, *TOPICS], Way.SITE.value))


def _keep(person: Person, **chosen: object) -> Preferences:
    kept, _created = Preferences.objects.update_or_create(person=person, defaults=chosen)
    # Whoever holds this person goes on with what was chosen, and not with what was joined before.
    person.preferences = kept
    return kept
