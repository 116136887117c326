"""What of others somebody may read. Each function costs one query at most, beside the one it narrows."""

from django.db.models import Case, F, Q, QuerySet, Value, When

from recognition.models import Award, Badge, Nomination, Person, Role, RoleGrant, Thanks
from recognition.permissions import OVERSEERS
from recognition.queries.visibility import people_with_private_badges, people_with_private_words


def oversees(person: Person | None) -> bool:
    """Admin, integrity reviewer or auditor."""
    return person is not None and RoleGrant.objects.filter(person=person, role__in=OVERSEERS).exists()


def badges_for(person: Person | None) -> QuerySet[Badge]:
    """Drafts are shown to their stewards and to who oversees the program."""
    badges = Badge.objects.all()
    if person is None:
        return badges.exclude(state=Badge.State.DRAFT)
    if oversees(person):
        return badges
    return badges.filter(~Q(state=Badge.State.DRAFT) | Q(pk__in=_stewarded(person)))


def awards_for(person: Person | None) -> QuerySet[Award]:
    """Awards with `shown_status`, the status as this person may know it.

    What a holder hides or declines, waits for, or no longer holds is nobody else's business. An award under
    review stays where it was and looks active to others: to show the review would be an accusation.
    """
    shown = Q(status__in=(Award.Status.ACTIVE, Award.Status.FROZEN), hidden=False, declined_at=None)
    shown &= ~Q(person__in=people_with_private_badges())
    own = Q(pk__in=()) if person is None else Q(person=person) | Q(badge__in=_stewarded(person))
    if oversees(person):
        return Award.objects.annotate(shown_status=F("status"))
    status = Case(
        When(~own & Q(status=Award.Status.FROZEN), then=Value(Award.Status.ACTIVE.value)), default=F("status")
    )
    return Award.objects.filter(shown | own).annotate(shown_status=status)


def nominations_for(person: Person | None) -> QuerySet[Nomination]:
    """Withdrawn words are kept for those who said and received them, and for who oversees the program.

    So are those to somebody who keeps such words to themselves, but for the panel of the badge.
    """
    standing = Q(withdrawn_at=None) & ~Q(nominee__in=people_with_private_words())
    if person is None:
        return Nomination.objects.filter(standing)
    if oversees(person):
        return Nomination.objects.all()
    own = Q(nominator=person) | Q(nominee=person)
    panel = Q(withdrawn_at=None, badge__in=_stewarded(person))
    return Nomination.objects.filter(standing | own | panel)


def thanks_for(person: Person | None) -> QuerySet[Thanks]:
    standing = Q(withdrawn_at=None) & ~Q(receiver__in=people_with_private_words())
    if person is None:
        return Thanks.objects.filter(standing)
    if oversees(person):
        return Thanks.objects.all()
    return Thanks.objects.filter(standing | Q(giver=person) | Q(receiver=person))


def _stewarded(person: Person) -> QuerySet[RoleGrant, int | None]:
    return RoleGrant.objects.filter(person=person, role=Role.STEWARD).values_list("badge_id", flat=True)
