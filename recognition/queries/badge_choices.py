"""The badges that one can nominate somebody for, with what was said of each already."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from recognition.actions.circumstances import quarter_of
from recognition.actions.nominations import QUARTERS_OPEN_FOR_SECONDS
from recognition.models import Badge, Nomination, Person
from recognition.queries.badges import badges_to_nominate_for
from recognition.queries.preferences import preferences_of
from recognition.queries.profiles import visible_awards


@dataclass(frozen=True)
class BadgeChoice:
    """`voices`: colleagues who said it in the quarters that a word still joins; `said`: the giver did, this quarter."""

    badge: Badge
    voices: int = 0
    said: bool = False
    holds: bool = False

    @property
    def suggested(self) -> bool:
        """A word that joins others carries furthest."""
        return self.voices > 0 and not self.said and not self.holds


def badge_choices(giver: Person, to: Person | None) -> list[BadgeChoice]:
    """The suggested ones first, what was said already last. At most four queries.

    Of somebody who keeps colleagues' words to themselves, only who spoke for a badge learns that others did.
    """
    badges = badges_to_nominate_for()
    if to is None:
        return [BadgeChoice(badge) for badge in badges]
    quarter = quarter_of(timezone.now())
    standing = Nomination.objects.filter(
        nominee=to, withdrawn_at__isnull=True, quarter__gt=quarter - QUARTERS_OPEN_FOR_SECONDS
    ).order_by()
    voices: dict[int, set[int]] = defaultdict(set)
    said: set[int] = set()
    spoke_for: set[int] = set()
    for badge, nominator, when in standing.values_list("badge_id", "nominator_id", "quarter"):
        if nominator != giver.pk:
            voices[badge].add(nominator)
            continue
        spoke_for.add(badge)
        if when == quarter:
            said.add(badge)
    if not preferences_of(to).shows_words:
        voices = defaultdict(set, {badge: voices[badge] for badge in spoke_for})
    held = set(visible_awards().filter(person=to).values_list("badge_id", flat=True))
    choices = [BadgeChoice(badge, len(voices[badge.pk]), badge.pk in said, badge.pk in held) for badge in badges]
    return sorted(choices, key=lambda choice: (choice.said, not choice.suggested))
