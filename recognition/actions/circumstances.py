"""What is stored with a fact about its day: time, quarter, teams, and how the two people stood."""

from datetime import UTC, date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions.refusals import refusal
from recognition.models import Person, Relation, TeamMembership

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
# Clocks of sources run apart by seconds; five minutes is far more than an honest clock needs.
CLOCK_DIFFERENCE = timedelta(minutes=5)


def moment(at: datetime | None) -> datetime:
    """`at`, or now. Refuses a time without zone, in the future or before 1990.

    Doors never pass on a date that a person typed for their own nomination or thanks: only imports,
    sources and the demo date facts back.
    """
    now = timezone.now()
    if at is None:
        return now
    if timezone.is_naive(at):
        raise refusal(_("Give the time with its zone."), code="naive_time", field="at")
    if at > now + CLOCK_DIFFERENCE:
        raise refusal(_("The date lies in the future: give the day on which it happened."), code="future", field="at")
    if at < EARLIEST:
        raise refusal(_("The date lies before 1990: give the day on which it happened."), code="too_old", field="at")
    return at


def quarter_of(at: datetime) -> int:
    """Year x 4 + quarter - 1, in UTC."""
    at = at.astimezone(UTC)
    return at.year * 4 + (at.month - 1) // 3


def team_id_on(person: Person, day: date) -> int | None:
    """The id of the team on that day: the membership that covers it, else the present team."""
    membership = (
        TeamMembership.objects.filter(person=person, since__lte=day)
        .filter(Q(until__isnull=True) | Q(until__gt=day))
        .order_by("-since")
        .values_list("team_id", flat=True)
        .first()
    )
    return membership if membership is not None else person.team_id


def relation_between(giver: Person, receiver: Person) -> Relation:
    """How the giver stands to the receiver; only direct managers are told apart."""
    return relation_of(giver.pk, giver.manager_id, receiver.pk, receiver.manager_id)


def relation_of(
    giver_id: int, giver_manager_id: int | None, receiver_id: int, receiver_manager_id: int | None
) -> Relation:
    if giver_manager_id == receiver_id:
        return Relation.TO_MANAGER
    if receiver_manager_id == giver_id:
        return Relation.TO_REPORT
    return Relation.PEER


def takes_part_on(person: Person, day: date) -> bool:
    """A human who has not left by that day: may give and receive."""
    return not person.automated and (person.left_on is None or person.left_on > day)
