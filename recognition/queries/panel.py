"""What waits for the panel of a badge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from recognition import permissions
from recognition.models import Award, Badge, Nomination, PanelNote, Person, Role, RoleGrant
from recognition.queries.searched import with_words, words_of

MOST_SAID = 40  # of what colleagues said about one award: the newest tell the story


@dataclass(frozen=True)
class Waiting:
    """One pending award with what was said, the first word first, and whether the reader may decide."""

    award: Award
    said: list[Nomination]
    more_said: int
    notes: list[PanelNote]
    may_decide: bool
    panel: list[Person]
    late: bool
    open_to_admins: bool


def awards_before(person: Person) -> QuerySet[Award]:
    """Awards of the badges this person stewards, waiting or not; of all badges for admins and auditors."""
    if permissions.reads_every_panel(person):
        return Award.objects.all()
    grants = RoleGrant.objects.filter(person=person, role=Role.STEWARD)
    return Award.objects.filter(badge__in=grants.values("badge"))


def pending_for(person: Person) -> QuerySet[Award]:
    return waiting(awards_before(person))


def waiting(awards: QuerySet[Award]) -> QuerySet[Award]:
    """Those that wait for the panel, the oldest first."""
    return awards.filter(status=Award.Status.PENDING, declined_at__isnull=True).order_by("given_at", "id")


def narrowed(pending: QuerySet[Award], *, text: str = "", badge: str = "") -> QuerySet[Award]:
    """Those about people whose name, title or team holds every word, and of one badge."""
    queue = pending.select_related("badge", "person__team")
    queue = with_words(
        queue, words_of(text),
        lambda word: Q(person__search_text__contains=word) | Q(person__team__name__icontains=word),
    )  # fmt: skip
    return queue.filter(badge__slug=badge) if badge else queue


def badges_among(pending: QuerySet[Award]) -> list[Badge]:
    """Badges of which something waits."""
    return list(Badge.objects.filter(pk__in=pending.order_by().values("badge")).order_by("name"))


def after(queue: QuerySet[Award], award: Award) -> Award | None:
    """The next one of the queue, whether or not the award itself still waits in it."""
    later = Q(given_at__gt=award.given_at) | Q(given_at=award.given_at, id__gt=award.pk)
    return queue.filter(later).first()


def before(queue: QuerySet[Award], award: Award) -> Award | None:
    earlier = Q(given_at__lt=award.given_at) | Q(given_at=award.given_at, id__lt=award.pk)
    return queue.filter(earlier).order_by("-given_at", "-id").first()


def opened(reader: Person, award: Award) -> Waiting:
    """Everything that is needed to decide. At most six queries, however much was said."""
    standing = Nomination.objects.filter(nominee=award.person_id, badge=award.badge_id, withdrawn_at__isnull=True)
    newest = list(standing.select_related("nominator__team").order_by("-at", "-id")[:MOST_SAID])
    more = standing.count() - len(newest) if len(newest) == MOST_SAID else 0
    return Waiting(
        award=award,
        said=newest[::-1],
        more_said=more,
        notes=list(award.panel_notes.select_related("by")),
        may_decide=award.pk in permissions.decidable(reader, [award]),
        panel=panels_of([award])[award.badge_id],
        late=permissions.waits_late(award),
        open_to_admins=permissions.waits_for_admins(award),
    )


def panels_of(awards: Sequence[Award]) -> dict[int, list[Person]]:
    panels: dict[int, list[Person]] = defaultdict(list)
    grants = RoleGrant.objects.filter(role=Role.STEWARD, badge__in={award.badge_id for award in awards})
    for grant in grants.select_related("person").order_by("person__display_name", "id"):
        if grant.badge_id is not None and permissions.takes_part(grant.person):
            panels[grant.badge_id].append(grant.person)
    return panels
