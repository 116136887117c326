"""How common a badge is, in words: a count beside every badge would make a ranking of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, TextChoices
from django.utils.translation import gettext_lazy as _

from recognition.models import Award, Person
from recognition.queries.kept import kept
from recognition.queries.profiles import SHOWN_STATUSES


class Rarity(TextChoices):
    """From the rarest on; `NOBODY` stands for itself."""

    NOBODY = "nobody", _("Nobody holds it yet")
    VERY_RARE = "very-rare", _("Very rare")
    RARE = "rare", _("Rare")
    UNCOMMON = "uncommon", _("Uncommon")
    WIDE = "wide", _("Widely held")


# Upper ends, as shares of the people who work here.
_UP_TO = ((0.01, Rarity.VERY_RARE), (0.05, Rarity.RARE), (0.15, Rarity.UNCOMMON))


@dataclass(frozen=True)
class Holders:
    """How many hold each badge, and how many could."""

    people: int
    by_badge: Mapping[int, int]

    def rarity_of(self, badge_id: int) -> Rarity:
        held = self.by_badge.get(badge_id, 0)
        if not held:
            return Rarity.NOBODY
        share = held / max(1, self.people)
        return next((rarity for most, rarity in _UP_TO if share <= most), Rarity.WIDE)


def holders() -> Holders:
    """Two queries, in a large company once a minute: counting a million awards takes half a second."""
    return kept("holders", _count)


def _count() -> Holders:
    held = Award.objects.filter(status__in=SHOWN_STATUSES, declined_at__isnull=True).order_by()
    counted = held.values_list("badge_id").annotate(n=Count("pk"))
    return Holders(Person.objects.active().human().count(), dict(counted))
