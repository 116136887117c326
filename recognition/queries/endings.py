"""Why an award no longer stands."""

from collections.abc import Iterable

from recognition.models import Award, AwardChange

ENDED = (Award.Status.LAPSED, Award.Status.REVOKED)


def endings_of(awards: Iterable[Award]) -> dict[int, AwardChange]:
    """The last step of each that ended: award id -> the change with its day and reason. One query, or none."""
    ended = [award.pk for award in awards if award.status in ENDED]
    if not ended:
        return {}
    steps = AwardChange.objects.filter(award__in=ended, to_status__in=ENDED).order_by("at", "id")
    return {step.award_id: step for step in steps}
