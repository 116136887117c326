"""Whether live rules give their badges as they used to: for who oversees the program, and for stewards theirs."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from recognition.views.who import PersonRequest, for_people
from scoring import permissions
from scoring.engine.rule_health import RECENT_WEEKS
from scoring.queries import rule_health as queries

A_PAGE = 12
STATES: dict[str, Promise] = {
    "": gettext_lazy("All"),
    "look": gettext_lazy("Worth a look"),
    "usual": gettext_lazy("As usual"),
    "young": gettext_lazy("Too young to compare"),
}


@require_safe
@for_people
def rule_health(request: PersonRequest) -> HttpResponse:
    """Filters in the address; htmx asks for the list alone."""
    if not permissions.may_read_rules(request.person):
        raise PermissionDenied(_("How rules do is shown to stewards, program admins, reviewers and auditors."))
    state, q = request.GET.get("state", ""), request.GET.get("q", "")
    if state not in STATES:
        raise Http404
    report = queries.readable(request.person)
    counts = queries.counts(report.rules)
    page = Paginator(queries.found(report.rules, state=state, text=q), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "at": report.at,
        "page": page,
        "rules": [queries.shown(rule, report) for rule in page],
        "recent_weeks": RECENT_WEEKS,
        "state": state,
        "states": [(value, label, counts[value]) for value, label in STATES.items()],
        "labels": {value: label for value, label in STATES.items() if value},
        "q": q,
    }
    part = "#results" if request.htmx else ""
    return render(request, f"scoring/rule_health/rule_health.html{part}", context)
