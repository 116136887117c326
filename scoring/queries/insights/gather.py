"""All of it together, worked out by a job every hour: it reads every word of up to two years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from scoring.engine.fairness import Fairness
from scoring.queries.insights import bridges as crossing
from scoring.queries.insights import decisions, period, reach, words

KEPT_SECONDS = 2 * 3600  # the job comes every hour, and may be late


@dataclass(frozen=True)
class Week:
    begins: date
    words: int


@dataclass(frozen=True)
class Insights:
    at: datetime
    since: datetime
    received: reach.Share
    received_before: reach.Share
    gave: reach.Share
    newcomers: reach.Share
    by_location: Fairness
    by_tenure: Fairness
    silent: list[reach.QuietTeam]  # gave nothing
    unheard: list[reach.QuietTeam]  # received nothing
    bridges: crossing.Bridges
    weeks: list[Week]
    panel: decisions.PanelTime
    held_back: decisions.HeldBack
    held_back_before: decisions.HeldBack
    pressure: decisions.Pressure


def insights(span: str) -> Insights:
    """As last worked out, at most KEPT_SECONDS ago. `span`: a word of `period.SPANS`.

    About thirty statements where it is not kept, however large the company; none where it is.
    """
    found: Insights | None = cache.get(_key(span))
    return found if found is not None else _keep(span)


def keep_all() -> None:
    """Work every span out anew, so that no page has to."""
    for span in period.SPANS:
        _keep(span)


def _keep(span: str) -> Insights:
    found = worked_out(span, now=timezone.now())
    cache.set(_key(span), found, KEPT_SECONDS)
    return found


def _key(span: str) -> str:
    return f"insights:{span}"


def worked_out(span: str, *, now: datetime) -> Insights:
    here = period.last(span, now=now)
    today = timezone.localdate(now)
    everybody = reach.members()
    sizes: Counter[int | None] = Counter(member.team for member in everybody)
    received, gave = words.receivers(here), words.givers(here)
    return Insights(
        at=now,
        since=here.since,
        received=reach.share(everybody, received),
        received_before=reach.share(everybody, words.receivers(here.before)),
        gave=reach.share(everybody, gave),
        newcomers=reach.share(reach.newcomers(everybody, today), received),
        by_location=reach.by_location(everybody, received),
        by_tenure=reach.by_tenure(everybody, received, today),
        silent=reach.quiet_teams(everybody, gave),
        unheard=reach.quiet_teams(everybody, received),
        bridges=crossing.bridges(words.between_teams(here), sizes),
        weeks=_weeks(words.by_week(here), here),
        panel=decisions.panel_time(here),
        held_back=decisions.held_back(here),
        held_back_before=decisions.held_back(here.before),
        pressure=decisions.pressure(here),
    )


def _weeks(found: Mapping[date, int], here: period.Period) -> list[Week]:
    """Whole weeks only: the first and the last day seldom begin one, and half a week looks like a fall."""
    first = here.since.astimezone(UTC).date()
    first += timedelta(days=-first.weekday() % 7)
    last = here.until.astimezone(UTC).date() - timedelta(days=7)
    weeks = (first + timedelta(days=7 * number) for number in range((last - first).days // 7 + 1))
    return [Week(monday, found.get(monday, 0)) for monday in weeks]
