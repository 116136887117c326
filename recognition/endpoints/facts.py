"""The facts behind an event, as everybody may see them at the moment of asking; None where nobody may any more.

Asked when a message is made and again when it is sent: in between somebody can hide a badge or take words back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from recognition.feeds.entries import entry_of_nomination, entry_of_thanks, of_award
from recognition.models import Award, Badge, Nomination, Person, Thanks
from recognition.queries.preferences import preferences_of
from recognition.queries.profiles import SHOWN_STATUSES, is_shown


@dataclass(frozen=True, slots=True)
class Fact:
    """`data`: ids and public facts, for programs. `title` and `text`: for people, in the active language.

    `team` and `badge` say which endpoints want it.
    """

    data: dict[str, Any]
    path: str
    at: datetime
    title: str = ""
    text: str = ""
    team: int | None = None
    badge: int | None = None
    about: Person | None = field(default=None, compare=False)


def fact_of(event: str, pk: int) -> Fact | None:
    """Of a stored message: `pk` is of the award, nomination or thanks."""
    if event.startswith("award."):
        award = Award.objects.select_related("badge", "person__team", "person__preferences").filter(pk=pk).first()
        return of_an_award(event, award) if award else None
    if event == "nomination.made":
        people = ("nominee__preferences", "nominee__team", "nominator__team", "badge", "first")
        said = Nomination.objects.select_related(*people).filter(pk=pk).first()
        return of_nomination(said) if said else None
    both = ("receiver__preferences", "receiver__team", "giver__team")
    thanked = Thanks.objects.select_related(*both).filter(pk=pk).first()
    return of_thanks(thanked) if thanked else None


def of_an_award(event: str, award: Award) -> Fact | None:
    if event == "award.ended":
        if award.status in SHOWN_STATUSES or award.hidden or not preferences_of(award.person).shows_badges:
            return None
    elif not is_shown(award):
        return None
    entry = of_award(award)
    title = entry.title
    if event == "award.raised":
        title = _("%(badge)s of %(person)s grew to %(tier)s") % {
            "badge": award.badge.shown_name, "person": award.person.display_name, "tier": award.get_tier_display(),
        }  # fmt: skip
    data = {
        "id": f"{award.person.key}/{award.badge.slug}", "person": _person(award.person), "badge": _badge(award.badge),
        "tier": award.tier or None, "given_at": award.given_at.isoformat(),
    }  # fmt: skip
    return Fact(
        data, entry.path, award.given_at, title, "" if event == "award.ended" else entry.text, award.person.team_id,
        award.badge_id, award.person,
    )  # fmt: skip


def of_nomination(said: Nomination) -> Fact | None:
    """Without the words in `data`: a program that wants them asks the API, in somebody's name."""
    if said.withdrawn_at is not None or not preferences_of(said.nominee).shows_words:
        return None
    entry = entry_of_nomination(said)
    data = {
        "id": said.key, "badge": _badge(said.badge), "from": _person(said.nominator), "to": _person(said.nominee),
        "second_of": said.first.key if said.first else None, "at": said.at.isoformat(),
    }  # fmt: skip
    return Fact(data, entry.path, said.at, entry.title, entry.text, said.nominee_team_id, said.badge_id, said.nominee)


def of_thanks(said: Thanks) -> Fact | None:
    if said.withdrawn_at is not None or not said.text or not preferences_of(said.receiver).shows_words:
        return None
    entry = entry_of_thanks(said)
    data = {
        "id": said.pk, "from": _person(said.giver), "to": _person(said.receiver), "kind": said.kind,
        "at": said.at.isoformat(),
    }  # fmt: skip
    return Fact(data, entry.path, said.at, entry.title, entry.text, said.receiver_team_id, None, said.receiver)


def a_test(at: datetime) -> Fact:
    return Fact(
        {"note": "This is a test."}, reverse("recognition:home"), at, _("This is a test of Plaudit."),
        _("If you read it, news will arrive here."),
    )  # fmt: skip


def _person(person: Person) -> dict[str, str | None]:
    return {"key": person.key, "name": person.display_name, "team": person.team.key if person.team else None}


def _badge(badge: Badge) -> dict[str, str]:
    return {"slug": badge.slug, "name": badge.name}
