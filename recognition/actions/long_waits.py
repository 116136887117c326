"""Word of awards that have waited for their panel so long that program admins may decide them too (ADR 30)."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from recognition.actions import notifications
from recognition.models import Award, Nomination, Notification, Role, RoleGrant
from recognition.permissions import PANEL_OPEN_TO_ADMINS_AFTER
from recognition.queries.panel import waiting

KIND = "panel_waits_long"
AT_ONCE = 500


@transaction.atomic
def tell() -> int:
    """Tell the badge's stewards and the admins, once about each award that waits; how many messages.

    Not who the award is for, nor who spoke for it: they may not decide. After an import of history nobody is told of
    what had waited for long when it came: that is no news.
    """
    since = timezone.now() - PANEL_OPEN_TO_ADMINS_AFTER
    said = Notification.objects.filter(
        kind=KIND, badge=OuterRef("badge"), about=OuterRef("person"), at__gte=OuterRef("given_at")
    )
    late = waiting(Award.objects.all()).filter(given_at__lte=since, given_at__gt=since - notifications.NEWS_FOR)
    awards = list(late.exclude(Exists(said))[:AT_ONCE])
    if not awards:
        return 0
    deciders: dict[int | None, set[int]] = defaultdict(set)
    for badge, role, person in RoleGrant.objects.filter(role__in=[Role.STEWARD, Role.ADMIN]).values_list(
        "badge_id", "role", "person_id"
    ):
        deciders[None if role == Role.ADMIN else badge].add(person)
    spoke = _spoke_for(awards)
    return notifications.tell(
        Notification(person_id=person, kind=KIND, badge_id=award.badge_id, about_id=award.person_id)
        for award in awards
        for person in sorted((deciders[None] | deciders[award.badge_id]) - spoke[award.pk] - {award.person_id})
    )


def _spoke_for(awards: list[Award]) -> dict[int, set[int]]:
    by_award = {(award.person_id, award.badge_id): award.pk for award in awards}
    spoke: dict[int, set[int]] = defaultdict(set)
    said = Nomination.objects.filter(
        nominee__in={award.person_id for award in awards},
        badge__in={award.badge_id for award in awards},
        withdrawn_at__isnull=True,
    )
    for nominee, badge, nominator in said.values_list("nominee_id", "badge_id", "nominator_id"):
        if (nominee, badge) in by_award:
            spoke[by_award[nominee, badge]].add(nominator)
    return spoke
