"""The catalogue and the page of a badge."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Q, QuerySet

from recognition import permissions
from recognition.models import Award, Badge, Person, Role, RoleGrant, Team, Tier
from recognition.queries.badge_words import about
from recognition.queries.profiles import SHOWN_STATUSES, marks_prefetch, visible_awards
from recognition.queries.rarity import Holders, Rarity, holders
from recognition.queries.searched import with_words, words_of
from recognition.queries.teams import path_to, with_teams_below

SORTS = ("shelf", "name", "rarest", "newest")


@dataclass(frozen=True)
class BadgeOffered:
    """A badge in the catalogue."""

    badge: Badge
    rarity: Rarity
    own_tier: str | None  # None: the reader does not hold it; empty: holds it, and it has no tiers
    shelf: str  # under which it stands; empty where the list has another order


def catalogue(
    reader: Person, *, text: str = "", category: str = "", rarity: str = "", state: str = "", sort: str = "shelf"
) -> list[BadgeOffered]:
    """Live badges (`state`: retired ones, or "all") with how rare each is, and what the reader holds. Four queries.

    `sort`: one of `SORTS`. Badges are few: they are read whole and narrowed here, in the reader's language.
    """
    states = {"retired": [Badge.State.RETIRED], "all": [Badge.State.LIVE, Badge.State.RETIRED]}
    badges = Badge.objects.filter(state__in=states.get(state, [Badge.State.LIVE]))
    if category:
        badges = badges.filter(category=category)
    held, own, words = holders(), held_tiers(reader), words_of(text)
    found = [badge for badge in badges if _is_about(badge, words)]
    if rarity:
        found = [badge for badge in found if held.rarity_of(badge.pk) == rarity]
    found.sort(key=_order(sort, held))
    shelves = sort not in SORTS[1:]
    return [
        BadgeOffered(
            badge, held.rarity_of(badge.pk), own.get(badge.pk), badge.get_category_display() if shelves else ""
        )
        for badge in found
    ]


def _order(sort: str, held: Holders) -> Callable[[Badge], tuple[Any, ...]]:
    if sort == "name":
        return lambda badge: (badge.name.casefold(),)
    if sort == "rarest":
        return lambda badge: (held.by_badge.get(badge.pk, 0), badge.name.casefold())
    if sort == "newest":
        return lambda badge: (-badge.created_at.timestamp(), badge.name.casefold())
    shelves = list(Badge.Category)
    return lambda badge: (shelves.index(Badge.Category(badge.category)), badge.name.casefold())


def _is_about(badge: Badge, words: list[str]) -> bool:
    text = about(badge)
    return all(word in text for word in words)


def holders_of(badge: Badge, *, text: str = "", team: Team | None = None) -> QuerySet[Award]:
    """Who shows this badge, by name, with team and the marks beside the name.

    `text`: every word stands in the name, title or team; `team` means the teams below it as well.
    """
    held = with_words(
        visible_awards().filter(badge=badge), words_of(text),
        lambda word: Q(person__search_text__contains=word) | Q(person__team__name__icontains=word),
    )  # fmt: skip
    if team is not None:
        held = held.filter(person__team__in=with_teams_below([team.pk]))
    return (
        held.select_related("person__team")
        .prefetch_related(marks_prefetch(lookup="person__awards"))
        .order_by("person__display_name", "person__key")
    )


def teams_near(person: Person) -> list[Team]:
    """The reader's own team and those above it, the nearest first: whose holders they may want to see."""
    return [person.team, *reversed(path_to(person.team))] if person.team is not None else []


def latest_awards(badge: Badge, limit: int) -> list[Award]:
    """A query for each status that is shown, since the index of awards goes by it: many hold some badges."""
    latest = [
        award
        for status in SHOWN_STATUSES
        for award in visible_awards()
        .filter(badge=badge, status=status)
        .select_related("person")
        .order_by("-given_at", "-id")[:limit]
    ]
    return sorted(latest, key=lambda award: (award.given_at, award.pk), reverse=True)[:limit]


def held_by(person: Person, badge: Badge) -> Award | None:
    return Award.objects.filter(person=person, badge=badge).first()


def made_by(person: Person, *, text: str = "", state: str = "") -> list[Badge]:
    """Badges this person makes, all of them for admins: drafts first, then live, then retired."""
    states = list(Badge.State)
    badges = Badge.objects.all()
    if not permissions.is_admin(person):
        badges = badges.filter(pk__in=RoleGrant.objects.filter(person=person, role=Role.STEWARD).values("badge"))
    if state in states:
        badges = badges.filter(state=state)
    words = words_of(text)
    made = [badge for badge in badges if _is_about(badge, words)]
    return sorted(made, key=lambda badge: (states.index(Badge.State(badge.state)), badge.name.casefold()))


def held_tiers(person: Person) -> dict[int, str]:
    """What the person holds and has not declined: badge id -> tier."""
    held = Award.objects.filter(person=person, status__in=SHOWN_STATUSES, declined_at__isnull=True)
    return dict(held.values_list("badge_id", "tier"))


def badges_to_nominate_for() -> list[Badge]:
    return list(Badge.objects.filter(state=Badge.State.LIVE, nominable=True).order_by("category", "name"))


def tiers_of(badge: Badge) -> list[str]:
    """The tiers a badge is given in, lowest first: those of its rule, and earlier ones that people hold."""
    held = {tier: Exists(Award.objects.filter(badge=badge, tier=tier)) for tier in Tier.values}
    found = Badge.objects.filter(pk=badge.pk).values_list(*(held[tier] for tier in Tier.values)).get()
    return [tier for tier, is_held in zip(Tier.values, found, strict=True) if is_held or tier in badge.tiers]
