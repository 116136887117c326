"""How recognition spreads, for those who look after the program. No page of it is about a person."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recognition.models import Person
from recognition.spreadsheets import as_cell
from recognition.views.who import PersonRequest, for_people
from scoring import permissions
from scoring.engine.fairness import LEAST_GROUP, Fairness, Group
from scoring.queries.insights.gather import Insights, Week
from scoring.queries.insights.gather import insights as gathered
from scoring.queries.insights.period import SPANS
from scoring.rule_checks.groups import LONGER, TENURES

TENURE_ORDER = {name: place for place, name in enumerate([*(name for _most, name in TENURES), LONGER])}
SLOT, BAR, HEIGHT = 12, 8, 80  # px of a week in the picture, of its bar, and of the picture


@require_safe
@for_people
def insights(request: PersonRequest) -> HttpResponse:
    _may_see(request.person)
    span = _span(request)
    found = gathered(span)
    context = {
        "found": found,
        "span": span,
        "spans": [(word, label) for word, (_days, label) in SPANS.items()],
        "bars": _bars(found.weeks),
        "width": SLOT * max(1, len(found.weeks)),
        "height": HEIGHT,
        "most": max((week.words for week in found.weeks), default=0),
        "locations": _rows(found.by_location),
        "tenures": sorted(_rows(found.by_tenure), key=lambda group: TENURE_ORDER.get(group.name, len(TENURE_ORDER))),
        "least": LEAST_GROUP,
        "typical": _in_words(found.panel.typical),
        "longest": _in_words(found.panel.longest),
        "may_see_cases": permissions.may_see_cases(request.person),
    }
    return render(request, "scoring/insights/insights.html", context)


@require_safe
@for_people
def export(request: PersonRequest) -> HttpResponse:
    """The figures of the page as CSV, with names of columns that do not depend on a language."""
    _may_see(request.person)
    span = _span(request)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["part", "group", "measure", "value"])
    writer.writerows(map(as_cell, line) for line in _lines(gathered(span)))
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="plaudit-insights-{span}.csv"'
    return answer


def _lines(found: Insights) -> Iterator[tuple[str, str, str, object]]:
    for name, share in (("received", found.received), ("gave", found.gave), ("newcomers", found.newcomers)):
        if share.shown:
            yield "reach", name, "people", share.people
            yield "reach", name, "reached", share.reached
    for dimension in (found.by_location, found.by_tenure):
        for group in _rows(dimension):
            yield dimension.by, group.name or "small groups together", "people", group.people
            yield dimension.by, group.name or "small groups together", "reached", group.holders
    for name, teams in (("gave nothing", found.silent), ("received nothing", found.unheard)):
        for team in teams:
            yield name, team.key, "people", team.people
    for row in found.bridges.rows:
        for part, cell in zip(found.bridges.parts, row.cells, strict=True):
            yield "words", f"{row.name or 'other parts'} to {part or 'other parts'}", "words", cell.words
    for week in found.weeks:
        yield "weeks", week.begins.isoformat(), "words", week.words
    yield "panel", "", "answered", found.panel.answered
    yield "panel", "", "waiting", found.panel.waiting
    if found.panel.typical is not None:
        yield "panel", "", "typical days", round(found.panel.typical.total_seconds() / 86_400, 2)
    yield "patterns", "", "words", found.held_back.words
    yield "patterns", "", "words that count less", found.held_back.less
    yield "pressure", "", "cases opened", found.pressure.seen


def _rows(found: Fairness) -> list[Group]:
    """By name, so that no order among groups is shown; the small ones last."""
    return [*sorted(found.groups, key=lambda group: group.name), *([found.together] if found.together else [])]


def _bars(weeks: list[Week]) -> list[tuple[float, float, float]]:
    """(x, y, height) of each week."""
    top = max([1, *(week.words for week in weeks)])
    heights = [round(HEIGHT * week.words / top, 1) for week in weeks]
    return [(SLOT * place + (SLOT - BAR) / 2, round(HEIGHT - high, 1), high) for place, high in enumerate(heights)]


def _in_words(duration: timedelta | None) -> str:
    """In one unit: whoever reads it wants to know whether it is hours or weeks."""
    now = timezone.now()
    return timesince(now - duration, now, depth=1) if duration is not None else ""


def _span(request: PersonRequest) -> str:
    span = request.GET.get("span", "quarter")
    if span not in SPANS:
        raise Http404
    return span


def _may_see(person: Person) -> None:
    if not permissions.may_see_insights(person):
        raise PermissionDenied(_("How recognition spreads is shown to those who look after the program."))
