"""What the panels of the invented company answered long ago: nobody lets a badge wait for a year."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from recognition import permissions
from recognition.actions import awards
from recognition.models import Award, RoleGrant

# What is younger waits, and one can see how a panel looks at it.
OLD_DAYS = 30
ANSWERED_AFTER_DAYS = (3, 6, 4, 9)
REASON = "People from several teams tell the same story, and each saw another part of it. Well earned."


def answer_old_panels() -> int:
    """A steward of the badge approves what has waited for more than a month, a few days after it came. How many."""
    old = Award.objects.filter(status=Award.Status.PENDING, given_at__lt=timezone.now() - timedelta(days=OLD_DAYS))
    answered = 0
    for award in old.select_related("badge", "person").order_by("given_at", "id"):
        grants = RoleGrant.objects.filter(badge=award.badge, role="steward").select_related("person").order_by("id")
        panel = [grant.person for grant in grants if permissions.may_decide_pending(grant.person, award)]
        if panel:
            days = ANSWERED_AFTER_DAYS[answered % len(ANSWERED_AFTER_DAYS)]
            at = award.given_at + timedelta(days=days)
            awards.decide_pending(by=panel[0], award=award, approve=True, reason=REASON, at=at)
            answered += 1
    return answered
