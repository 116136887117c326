"""Integrity: what detectors saw, for reviewers to look at and to rule on. Auditors read along."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from recognition.models import Person
from recognition.views.who import PersonRequest, for_people
from scoring import permissions
from scoring.actions import cases
from scoring.models import Case
from scoring.queries.casework.cases import counts_of, inbox, shown
from scoring.queries.casework.seen import unconcerned

A_PAGE = 20
EVIDENCE_SHOWN = 12  # facts before "show all"
# Facts on the page at all: a group of hundreds would be a page of megabytes. The pictures are drawn of all of them.
MOST_EVIDENCE = 200
STATES: dict[str, Promise] = {
    Case.State.OPEN: gettext_lazy("Open"),
    Case.State.CONFIRMED: gettext_lazy("Confirmed"),
    Case.State.DISMISSED: gettext_lazy("False alarms"),
    Case.State.CLEARED: gettext_lazy("Gone by themselves"),
}
SUBJECTS: dict[str, Promise] = {
    Case.Subject.PATTERN: gettext_lazy("A pattern of giving"),
    Case.Subject.PRESSURE: gettext_lazy("People who may have been asked to"),
    Case.Subject.THRESHOLD: gettext_lazy("A number that people aim at"),
}
EVENTS: dict[str, Promise] = {
    "opened": gettext_lazy("Opened"),
    "joined": gettext_lazy("More was seen"),
    "cleared": gettext_lazy("Nothing of it holds any longer"),
    "reopened": gettext_lazy("Open again"),
    "assigned": gettext_lazy("Taken to look at"),
    "noted": gettext_lazy("Note"),
    "confirmed": gettext_lazy("Confirmed"),
    "dismissed": gettext_lazy("A false alarm"),
}
_ACTS: dict[str, tuple[Callable[..., Case], Promise]] = {
    "confirm": (cases.confirm, gettext_lazy("Confirmed. What you looked at may now count for nothing.")),
    "dismiss": (cases.dismiss, gettext_lazy("A false alarm. Everything counts again as if nothing had been seen.")),
    "reopen": (cases.reopen, gettext_lazy("Open again. What was said stays in force until something else is said.")),
}


@require_safe
@for_people
def all_cases(request: PersonRequest) -> HttpResponse:
    _may_see(request.person)
    state = request.GET.get("state", Case.State.OPEN)
    if state not in STATES:
        raise Http404
    counts = counts_of(request.person)
    page = Paginator(inbox(request.person, state), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "entries": [(case, SUBJECTS[case.subject]) for case in page],
        "state": state,
        "states": [(value, label, counts[value]) for value, label in STATES.items()],
    }
    return render(request, "scoring/cases/cases.html", context)


@require_safe
@for_people
def one_case(request: PersonRequest, key: str) -> HttpResponse:
    return _page(request, _find(request.person, key))


@require_POST
@for_people
def rule(request: PersonRequest, key: str) -> HttpResponse:
    """Confirm, dismiss, reopen, write a note, or take it: what is refused comes back with the words kept."""
    case = _find(request.person, key)
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    try:
        if act == "take":
            cases.assign(by=request.person, case=case, to=request.person)
            messages.success(request, _("It is yours to look at."))
        elif act == "note":
            cases.note(by=request.person, case=case, text=reason)
            messages.success(request, _("Written down."))
        elif act in _ACTS:
            change, message = _ACTS[act]
            change(by=request.person, case=case, reason=reason)
            messages.success(request, str(message))
        else:
            raise Http404
    except ValidationError as refused:
        return _page(request, case, reason=reason, errors=refused.messages)
    return redirect("scoring:case", key)


def _page(request: PersonRequest, case: Case, *, reason: str = "", errors: list[str] | None = None) -> HttpResponse:
    seen = shown(case)
    context = {
        "seen": seen,
        "case": seen.case,
        "subject": SUBJECTS[case.subject],
        "state": STATES[case.state],
        "events": [(event, EVENTS.get(event.kind, event.kind)) for event in seen.events],
        "latest": seen.exchanges[:EVIDENCE_SHOWN],
        "earlier": seen.exchanges[EVIDENCE_SHOWN:MOST_EVIDENCE],
        "left_out": max(0, len(seen.exchanges) - MOST_EVIDENCE),
        "may_rule": permissions.may_rule(request.person, case),
        "reason": reason,
        "errors": errors or [],
        "most": cases.MOST_CHARACTERS,
    }
    return render(request, "scoring/cases/case.html", context, status=422 if errors else 200)


def _find(person: Person, key: str) -> Case:
    """Not found where it concerns the reader: even that there is one is not said."""
    _may_see(person)
    _findings, seen = unconcerned(person)
    case = seen.select_related("assigned_to").prefetch_related("people").filter(key=key).first()
    if case is None or not permissions.may_see_case(person, case):
        raise Http404
    return case


def _may_see(person: Person) -> None:
    if not permissions.may_see_cases(person):
        raise PermissionDenied(_("Patterns are shown to integrity reviewers and auditors only."))
