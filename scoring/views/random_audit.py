"""The random audit: awards drawn by lot for a reviewer to read, and how much the detectors miss."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from recognition.models import Person
from recognition.permissions import is_reviewer
from recognition.views.who import PersonRequest, for_people
from scoring import permissions
from scoring.actions import random_audit as actions
from scoring.actions.cases import MOST_CHARACTERS
from scoring.models import AuditSample
from scoring.patterns.random_audit import miss_rate
from scoring.queries import random_audit as queries
from scoring.queries.by_name import by_name
from scoring.queries.casework.exchanges import exchanges_of

A_PAGE = 20
EVIDENCE_SHOWN = 12  # facts before "show all"
MOST_EVIDENCE = 200
STATES: dict[str, Promise] = {
    "waiting": gettext_lazy("Waiting"),
    AuditSample.Verdict.SOUND: gettext_lazy("Sound"),
    AuditSample.Verdict.MISSED: gettext_lazy("Should have been seen"),
}


@require_safe
@for_people
def random_audit(request: PersonRequest) -> HttpResponse:
    _may_see(request.person)
    state = request.GET.get("state", "waiting")
    if state not in STATES:
        raise Http404
    q = request.GET.get("q", "")
    rows = by_name(queries.of_state(request.person, state), q, person="award__person", badge="award__badge")
    counts, estimate = queries.counts_of(request.person), miss_rate()
    interval = queries.interval_of(estimate)
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "q": q,
        "states": [(value, label, counts[value]) for value, label in STATES.items()],
        "estimate": estimate,
        "percent": {
            "share": 100 * estimate.share,
            "low": 100 * estimate.low,
            "high": 100 * estimate.high,
            "top": 100 * interval.top,
        },
        "interval": interval,
    }
    return render(request, "scoring/random_audit/random_audit.html", context)


@require_safe
@for_people
def sample(request: PersonRequest, key: str, slug: str) -> HttpResponse:
    return _page(request, _find(request.person, key, slug))


@require_POST
@for_people
def judge(request: PersonRequest, key: str, slug: str) -> HttpResponse:
    """A verdict with its reason, and on to the next one; what is refused comes back with the words kept."""
    drawn = _find(request.person, key, slug)
    verdict, reason = request.POST.get("verdict", ""), request.POST.get("reason", "")
    if verdict not in AuditSample.Verdict.values:
        raise Http404
    try:
        actions.judge(by=request.person, sample=drawn, verdict=verdict, reason=reason)
    except ValidationError as refused:
        return _page(request, drawn, reason=reason, errors=refused.messages)
    following = queries.next_waiting(request.person, after=drawn)
    if following is None:
        messages.success(request, _("Kept. No other award waits for a look."))
        return redirect("scoring:random_audit")
    messages.success(request, _("Kept. This is the next one."))
    return redirect("scoring:audit_sample", following.award.person.key, following.award.badge.slug)


def _page(
    request: PersonRequest, drawn: AuditSample, *, reason: str = "", errors: list[str] | None = None
) -> HttpResponse:
    exchanges = exchanges_of(drawn.award.evidence)
    context = {
        "sample": drawn,
        "award": drawn.award,
        "latest": exchanges[:EVIDENCE_SHOWN],
        "earlier": exchanges[EVIDENCE_SHOWN:MOST_EVIDENCE],
        "left_out": max(0, len(exchanges) - MOST_EVIDENCE),
        "may_judge": not drawn.verdict and permissions.may_judge_sample(request.person, drawn),
        "is_reviewer": is_reviewer(request.person),
        "following": None if drawn.verdict else queries.next_waiting(request.person, after=drawn),
        "reason": reason,
        "errors": errors or [],
        "most": MOST_CHARACTERS,
    }
    return render(request, "scoring/random_audit/sample.html", context, status=422 if errors else 200)


def _find(person: Person, key: str, slug: str) -> AuditSample:
    _may_see(person)
    return get_object_or_404(queries.visible_to(person), award__person__key=key, award__badge__slug=slug)


def _may_see(person: Person) -> None:
    if not permissions.may_see_cases(person):
        raise PermissionDenied(_("The random audit is shown to integrity reviewers and auditors only."))
