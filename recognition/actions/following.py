"""Teams that a person reads along: follow and unfollow.

No audit: what somebody likes to read is nobody's business, and it counts nowhere.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from recognition.actions.actors import By, require_person
from recognition.actions.refusals import refusal
from recognition.models import FollowedTeam, Team

MOST_FOLLOWED = 50  # more than anybody reads; each costs the first page time


@transaction.atomic
def follow(*, by: By, team: Team) -> None:
    """Its recognition appears on the person's first page. Following twice changes nothing."""
    person = require_person(by)
    if team.is_closed:
        raise refusal(_("This team was closed: nothing new happens there."), code="closed")
    others = FollowedTeam.objects.filter(person=person).exclude(team=team)
    if others.count() >= MOST_FOLLOWED:
        raise refusal(
            _("You follow %(most)d teams, the most there can be: leave one first."), code="quota", most=MOST_FOLLOWED
        )
    FollowedTeam.objects.get_or_create(person=person, team=team)


@transaction.atomic
def unfollow(*, by: By, team: Team) -> None:
    """Leaving a team that is not followed changes nothing."""
    FollowedTeam.objects.filter(person=require_person(by), team=team).delete()
