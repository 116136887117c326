"""The catalogue and the page of a badge."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.folding import folded
from recognition.models import Award, Badge, Person, Role, RoleGrant, Tier
from recognition.queries.profiles import SHOWN_STATUSES, marks_prefetch, visible_awards

_HELD = Q(awards__status__in=SHOWN_STATUSES, awards__declined_at__isnull=True)
# Upper ends of the words for rarity, as shares of the people who work here. Words and not numbers: a
# count beside every badge would make a ranking of it.
_VERY_RARE, _RARE, _UNCOMMON = 0.01, 0.05, 0.15


@dataclass(frozen=True)
class BadgeOffered:
    """A badge in the catalogue."""

    badge: Badge
    rarity: str
    own_tier: str | None  # None: the reader does not hold it; empty: holds it, and it has no tiers


def rarity_in_words(holders: int, people: int) -> str:
    """How common a badge is among `people`."""
    if holders == 0:
        return _("Nobody holds it yet")
    share = holders / max(1, people)
    if share <= _VERY_RARE:
        return _("Very rare")
    if share <= _RARE:
        return _("Rare")
    return _("Uncommon") if share <= _UNCOMMON else _("Widely held")


def catalogue(reader: Person, *, text: str = "", category: str = "", retired: bool = False) -> list[BadgeOffered]:
    """Live badges (and retired ones on request) with how rare each is, and what the reader holds. Four queries."""
    states = [Badge.State.LIVE, Badge.State.RETIRED] if retired else [Badge.State.LIVE]
    badges = Badge.objects.filter(state__in=states).annotate(holders=Count("awards", filter=_HELD))
    if category:
        badges = badges.filter(category=category)
    people = working_people()
    shelves = list(Badge.Category)
    words = folded(text).split()[:6]
    found = [badge for badge in badges if _is_about(badge, words)]
    in_order = sorted(found, key=lambda badge: (shelves.index(Badge.Category(badge.category)), badge.name))
    own = held_tiers(reader)
    return [
        BadgeOffered(badge, rarity_in_words(badge.holders, people), own_tier=own.get(badge.pk)) for badge in in_order
    ]


def _is_about(badge: Badge, words: list[str]) -> bool:
    about = folded(f"{badge.name}\n{badge.purpose}")
    return all(word in about for word in words)


def working_people() -> int:
    return Person.objects.active().human().count()


def holders_of(badge: Badge) -> QuerySet[Award]:
    """Who shows this badge, by name, with team and the marks beside the name."""
    return (
        visible_awards()
        .filter(badge=badge)
        .select_related("person__team")
        .prefetch_related(marks_prefetch(lookup="person__awards"))
        .order_by("person__display_name", "person__key")
    )


def latest_awards(badge: Badge, limit: int) -> list[Award]:
    return list(visible_awards().filter(badge=badge).select_related("person").order_by("-given_at", "-id")[:limit])


def held_by(person: Person, badge: Badge) -> Award | None:
    return Award.objects.filter(person=person, badge=badge).first()


def made_by(person: Person) -> list[Badge]:
    """Badges this person makes, all of them for admins: drafts first, then live, then retired."""
    states = list(Badge.State)
    badges = Badge.objects.all()
    if not permissions.is_admin(person):
        badges = badges.filter(pk__in=RoleGrant.objects.filter(person=person, role=Role.STEWARD).values("badge"))
    return sorted(badges, key=lambda badge: (states.index(Badge.State(badge.state)), badge.name))


def held_tiers(person: Person) -> dict[int, str]:
    """What the person holds and has not declined: badge id -> tier."""
    held = Award.objects.filter(person=person, status__in=SHOWN_STATUSES, declined_at__isnull=True)
    return dict(held.values_list("badge_id", "tier"))


def badges_to_nominate_for() -> list[Badge]:
    return list(Badge.objects.filter(state=Badge.State.LIVE, nominable=True).order_by("category", "name"))


def tiers_of(badge: Badge) -> list[str]:
    """The tiers a badge is given in, lowest first: those of its rule, and earlier ones that people hold."""
    given = set(badge.tiers) | set(
        Award.objects.filter(badge=badge).exclude(tier="").values_list("tier", flat=True).distinct()
    )
    return [tier for tier in Tier.values if tier in given]
