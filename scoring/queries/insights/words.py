"""Words of a stretch of time: thanks and nominations that were not taken back."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncWeek

from recognition.models import Nomination, Thanks
from scoring.queries.insights.period import Period


def thanks_in(period: Period) -> QuerySet[Thanks]:
    return Thanks.objects.filter(at__gte=period.since, at__lt=period.until, withdrawn_at=None).order_by()


def nominations_in(period: Period) -> QuerySet[Nomination]:
    return Nomination.objects.filter(at__gte=period.since, at__lt=period.until, withdrawn_at=None).order_by()


def receivers(period: Period) -> set[int]:
    """People who received a word. Two statements."""
    return {
        *thanks_in(period).values_list("receiver_id", flat=True).distinct(),
        *nominations_in(period).values_list("nominee_id", flat=True).distinct(),
    }


def givers(period: Period) -> set[int]:
    """People who gave a word. Two statements."""
    return {
        *thanks_in(period).values_list("giver_id", flat=True).distinct(),
        *nominations_in(period).values_list("nominator_id", flat=True).distinct(),
    }


def between_teams(period: Period) -> Counter[tuple[int | None, int | None]]:
    """(team of the giver, team of the receiver) -> words, teams as of the day of the word. Two statements."""
    found: Counter[tuple[int | None, int | None]] = Counter()
    for rows in (
        thanks_in(period).values_list("giver_team_id", "receiver_team_id"),
        nominations_in(period).values_list("nominator_team_id", "nominee_team_id"),
    ):
        for giver, receiver, words in rows.annotate(words=Count("pk")):
            found[giver, receiver] += words
    return found


def by_week(period: Period) -> dict[date, int]:
    """Monday -> words, weeks without any left out. Two statements."""
    found: Counter[date] = Counter()
    for rows in (thanks_in(period), nominations_in(period)):
        for week, words in rows.annotate(week=TruncWeek("at")).values_list("week").annotate(words=Count("pk")):
            found[week.date()] += words
    return dict(found)
