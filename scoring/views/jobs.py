"""Jobs: whether they run, who waits, what they did, and having everybody judged again."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy
from django.views.decorators.http import require_POST, require_safe

from recognition.views.office.doors import for_admins, for_office
from recognition.views.who import PersonRequest
from scoring import permissions
from scoring.actions.judging import recalculate_everybody
from scoring.models import Run
from scoring.queries import jobs as queries

A_PAGE = 30
MOST_PAGES = 100  # behind them it is the business of a log, and every page would cost more than the one before
KINDS: dict[str, Promise] = {
    Run.Kind.RECALCULATE: _("Judging who waited"),
    Run.Kind.SWEEP: _("Looking for patterns"),
    Run.Kind.RECONCILE: _("Comparing with a run from scratch"),
}
_WHAT: dict[str, Promise] = {
    "reconcile": _("Comparing with a run from scratch"),
    "drill": _("A drill"),
    "import": _("An import"),
}
# What stands behind the number of a run.
_NUMBERED = {
    "persons": ngettext_lazy("person judged", "people judged"),
    "decisions": ngettext_lazy("answer changed", "answers changed"),
    "awards": ngettext_lazy("award changed", "awards changed"),
    "people": ngettext_lazy("person compared", "people compared"),
    "detectors": ngettext_lazy("detector", "detectors"),
    "findings": ngettext_lazy("pattern seen", "patterns seen"),
    "queued": ngettext_lazy("person to be judged again", "people to be judged again"),
    "ordered": ngettext_lazy("case put in another order", "cases put in another order"),
    "snoozes_ended": ngettext_lazy("snooze ended", "snoozes ended"),
    "drawn": ngettext_lazy("award drawn for the random audit", "awards drawn for the random audit"),
}
_COUNTS: dict[str, Promise] = {
    "again": _("judged once more"),
    "lost": _("left to another worker"),
    "waiting": _("left out, since they wait"),
    "new": _("new"),
    "changed": _("changed"),
    "cleared": _("gone"),
}


@require_safe
@for_office
def jobs(request: PersonRequest) -> HttpResponse:
    kind = request.GET.get("kind", Run.Kind.RECALCULATE)
    if kind not in KINDS:
        raise Http404
    number = _page_number(request.GET.get("page"))
    start = (number - 1) * A_PAGE
    runs = list(Run.objects.filter(kind=kind).order_by("-started_at")[start : start + A_PAGE + 1])
    context = {
        "parts": queries.parts(),
        "queue": queries.queue(),
        "broken": [(one, _WHAT[one.what]) for one in queries.broken()],
        "runs": [(run, _lasted(run), _counted(run)) for run in runs[:A_PAGE]],
        "kind": kind,
        "kinds": KINDS.items(),
        "newer": number - 1 if number > 1 else None,
        "older": number + 1 if len(runs) > A_PAGE and number < MOST_PAGES else None,
        "may_recalculate": permissions.may_recalculate(request.person),
    }
    if request.htmx and not request.htmx.boosted:
        target = "state" if request.htmx.target == "state" else "runs"
        return render(request, f"scoring/jobs/jobs.html#{target}", context)
    return render(request, "scoring/jobs/jobs.html", context)


@require_POST
@for_admins
def recalculate(request: PersonRequest) -> HttpResponse:
    """Asked before by the page: it keeps the workers busy for a while."""
    people = recalculate_everybody(by=request.person)
    said = ngettext("%(n)d person waits to be judged now.", "%(n)d people wait to be judged now.", people)
    messages.success(request, said % {"n": people})
    return redirect("scoring:jobs")


def _page_number(text: str | None) -> int:
    number = int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 1
    return min(max(1, number), MOST_PAGES)


def _lasted(run: Run) -> timedelta | None:
    return run.finished_at - run.started_at if run.finished_at else None


def _counted(run: Run) -> list[tuple[object, int]]:
    """The plain numbers of a run, in words; those without words stay under their name."""
    told = [(name, value) for name, value in run.counts.items() if isinstance(value, int) and value]
    return [(_NUMBERED[name] % value if name in _NUMBERED else _COUNTS.get(name, name), value) for name, value in told]
