"""A story as an entry of a feed: one for every fact, so that its id stays the same for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from recognition.models import Award, Nomination, Thanks
from recognition.queries.feed import Story
from recognition.queries.thanks_of_a_day import ThanksOfADay

REASONS_TOLD = 3  # sentences of why an award was given


@dataclass(frozen=True, slots=True)
class Entry:
    """In the language that is active while it is made. `key` is stable and unique on this site."""

    key: str
    title: str
    text: str
    path: str
    author: str
    at: datetime


def entries_of(stories: Iterable[Story]) -> list[Entry]:
    """In the order of the stories. What a reader may not see was left out by who found them."""
    return [entry for story in stories for entry in _of(story.what)]


def of_award(award: Award) -> Entry:
    """`person` and `badge` are joined."""
    names = {
        "person": award.person.display_name, "badge": award.badge.shown_name, "tier": award.get_tier_display(),
    }  # fmt: skip
    said = _("%(person)s earned %(badge)s in %(tier)s") if award.tier else _("%(person)s earned %(badge)s")
    path = reverse("recognition:award", args=[award.person.key, award.badge.slug])
    text = " ".join(award.reasons[:REASONS_TOLD])
    return Entry(f"award/{award.pk}", said % names, text, path, award.person.display_name, award.given_at)


def _of(what: Award | Nomination | ThanksOfADay) -> Iterator[Entry]:
    if isinstance(what, Award):
        yield of_award(what)
    elif isinstance(what, Nomination):
        yield entry_of_nomination(what)
    else:
        yield from map(entry_of_thanks, what.said)


def entry_of_nomination(said: Nomination) -> Entry:
    names = {
        "giver": said.nominator.display_name, "person": said.nominee.display_name, "badge": said.badge.shown_name,
    }  # fmt: skip
    title = (
        _("%(giver)s seconded %(person)s for %(badge)s")
        if said.first_id
        else _("%(giver)s nominated %(person)s for %(badge)s")
    )
    path = reverse("recognition:nomination", args=[said.key])
    return Entry(f"nomination/{said.key}", title % names, said.reason, path, said.nominator.display_name, said.at)


def entry_of_thanks(said: Thanks) -> Entry:
    title = _("%(giver)s thanked %(person)s") % {
        "giver": said.giver.display_name, "person": said.receiver.display_name,
    }  # fmt: skip
    path = reverse("recognition:person", args=[said.receiver.key])
    return Entry(f"thanks/{said.pk}", title, said.text, path, said.giver.display_name, said.at)
