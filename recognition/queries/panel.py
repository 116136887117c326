"""What waits for the panel of a badge."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from recognition import permissions
from recognition.models import Award, Nomination, Person, Role, RoleGrant

MOST_WAITING = 50  # on one page; the oldest come first, and the next ones follow when these are decided


@dataclass(frozen=True)
class Waiting:
    """One pending award with what was said, the first word first, and whether the reader may decide."""

    award: Award
    said: list[Nomination]
    may_decide: bool
    panel: list[Person]


def pending_for(person: Person) -> QuerySet[Award]:
    """Pending awards of the badges this person stewards; of all badges for admins."""
    pending = Award.objects.filter(status=Award.Status.PENDING, declined_at__isnull=True)
    if permissions.is_admin(person):
        return pending
    grants = RoleGrant.objects.filter(person=person, role=Role.STEWARD)
    return pending.filter(badge__in=grants.values("badge"))


def waiting_for(person: Person) -> list[Waiting]:
    """What `pending_for` finds, the oldest first, with what is needed to decide.

    At most eight queries, however many wait.
    """
    awards = list(pending_for(person).select_related("badge", "person__team").order_by("given_at", "id")[:MOST_WAITING])
    may = permissions.decidable(person, awards)
    said, panels = _said_about(awards), _panels(awards)
    return [
        Waiting(award, said[award.person_id, award.badge_id], award.pk in may, panels[award.badge_id])
        for award in awards
    ]


def _said_about(awards: Sequence[Award]) -> dict[tuple[int, int], list[Nomination]]:
    said: dict[tuple[int, int], list[Nomination]] = defaultdict(list)
    standing = Nomination.objects.filter(
        nominee__in={award.person_id for award in awards},
        badge__in={award.badge_id for award in awards},
        withdrawn_at__isnull=True,
    )
    for nomination in standing.select_related("nominator__team").order_by("at", "id"):
        said[nomination.nominee_id, nomination.badge_id].append(nomination)
    return said


def _panels(awards: Sequence[Award]) -> dict[int, list[Person]]:
    panels: dict[int, list[Person]] = defaultdict(list)
    grants = RoleGrant.objects.filter(role=Role.STEWARD, badge__in={award.badge_id for award in awards})
    for grant in grants.select_related("person").order_by("person__display_name", "id"):
        if grant.badge_id is not None and permissions.takes_part(grant.person):
            panels[grant.badge_id].append(grant.person)
    return panels
