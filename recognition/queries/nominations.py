"""A nomination with its seconds."""

from dataclasses import dataclass

from django.db.models import Q

from recognition.models import Award, Nomination, Outcome


@dataclass(frozen=True)
class Conversation:
    """The first nomination and everybody who joined it, in order."""

    first: Nomination
    seconds: list[Nomination]
    award: Award | None
    outcomes: list[Outcome]

    @property
    def standing_seconds(self) -> int:
        return len([said for said in self.seconds if said.withdrawn_at is None])

    @property
    def voices(self) -> int:
        """Different people who stand by it; one who says it every quarter is one."""
        return len({said.nominator_id for said in self.standing})

    @property
    def standing(self) -> list[Nomination]:
        return [said for said in [self.first, *self.seconds] if said.withdrawn_at is None]


def conversation(nomination: Nomination) -> Conversation:
    """All that was said for this person and badge together with `nomination`. Three queries."""
    first_id = nomination.first_id or nomination.pk
    entries = list(
        Nomination.objects.filter(Q(pk=first_id) | Q(first_id=first_id) | Q(first_id=nomination.pk))
        .select_related("nominator__team", "nominee__team", "nominee__preferences", "badge")
        .prefetch_related("outcomes")
        .order_by("at", "id")
    )
    first = next(entry for entry in entries if entry.pk == first_id)
    award = Award.objects.filter(person_id=first.nominee_id, badge_id=first.badge_id).first()
    if award is not None:
        award.person = first.nominee
    linked = {outcome.pk: outcome for entry in entries for outcome in entry.outcomes.all()}
    return Conversation(first, [entry for entry in entries if entry.pk != first_id], award, list(linked.values()))
