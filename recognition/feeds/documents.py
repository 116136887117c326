"""Which feeds there are, and what stands in each: what the page of the same thing shows, no more."""

from __future__ import annotations

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from recognition.feeds.entries import Entry, entries_of, of_award
from recognition.models import Badge, Person, Team
from recognition.queries import badges, circles, feed

MOST_AWARDS = 30  # of a badge


@dataclass(frozen=True, slots=True)
class Feed:
    key: str
    title: str
    page: str
    entries: list[Entry]


def of_team(key: str, reader: Person) -> Feed:
    """What the team and those below it received."""
    team = get_object_or_404(Team, key=key)
    told = feed.stories(circles.in_teams([team.pk]), reader=reader)
    return Feed(f"team/{key}", team.name, reverse("recognition:team", args=[key]), entries_of(told.stories))


def of_person(key: str, reader: Person) -> Feed:
    """What a person received and shows."""
    person = get_object_or_404(Person, key=key)
    told = feed.stories(circles.Circle(people=(person.pk,)), reader=reader)
    page = reverse("recognition:person", args=[key])
    return Feed(f"person/{key}", person.display_name, page, entries_of(told.stories))


def of_badge(slug: str, reader: Person) -> Feed:
    """Who was given the badge and shows it. The same for every reader."""
    badge = get_object_or_404(Badge.objects.exclude(state=Badge.State.DRAFT), slug=slug)
    entries = [of_award(award) for award in badges.latest_awards(badge, MOST_AWARDS)]
    title = _("Badge: %(badge)s") % {"badge": badge.shown_name}
    return Feed(f"badge/{slug}", title, reverse("recognition:badge", args=[slug]), entries)


FEEDS = {"teams": of_team, "people": of_person, "badges": of_badge}
