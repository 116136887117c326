"""Integrity: what detectors saw, for reviewers to look at and to rule on. Auditors read along."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from recognition.models import Person
from recognition.views.who import PersonRequest, for_people
from scoring import permissions
from scoring.actions import cases
from scoring.engine.findings import CODES
from scoring.models import Appeal, Case
from scoring.queries.casework.cases import case_seen_by, reviewers_of, shown
from scoring.queries.casework.inbox import AGES, SNOOZED, WHOSE, Wanted, inbox, neighbours, next_of

A_PAGE = 20
EVIDENCE_SHOWN = 12  # facts before "show all"
# Facts on the page at all: a group of hundreds would be a page of megabytes. The pictures are drawn of all of them.
MOST_EVIDENCE = 200
STATES: dict[str, Promise] = {
    Case.State.OPEN: gettext_lazy("Open"),
    SNOOZED: gettext_lazy("Snoozed"),
    Case.State.CONFIRMED: gettext_lazy("Confirmed"),
    Case.State.DISMISSED: gettext_lazy("False alarms"),
    Case.State.CLEARED: gettext_lazy("Gone by themselves"),
}
WHOSE_LABELS: dict[str, Promise] = {
    "": gettext_lazy("Whoever looks"),
    "mine": gettext_lazy("Mine"),
    "nobody": gettext_lazy("Nobody’s yet"),
}
AGE_LABELS: dict[str, Promise] = {
    "": gettext_lazy("Any age"),
    "new": gettext_lazy("Up to a week old"),
    "old": gettext_lazy("A month and older"),
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
    "given_back": gettext_lazy("Given back"),
    "snoozed": gettext_lazy("Part of it sleeps"),
    "noted": gettext_lazy("Note"),
    "confirmed": gettext_lazy("Confirmed"),
    "dismissed": gettext_lazy("A false alarm"),
}
# What ends the look at a case: the next one follows.
_RULINGS: dict[str, tuple[Callable[..., Case], Promise]] = {
    "confirm": (cases.confirm, gettext_lazy("Confirmed. What you looked at may now count for nothing.")),
    "dismiss": (cases.dismiss, gettext_lazy("A false alarm. Everything counts again as if nothing had been seen.")),
}
_OF_WHO_LOOKS = ("take", "assign", "give_back")  # keep nothing of what is typed
_ACTS: dict[str, tuple[Callable[..., Case], Promise]] = {
    "reopen": (cases.reopen, gettext_lazy("Open again. What was said stays in force until something else is said.")),
}


@require_safe
@for_people
def all_cases(request: PersonRequest) -> HttpResponse:
    """Filters in the address; htmx asks for the list alone."""
    _may_see(request.person)
    wanted = _wanted(request.GET)
    found = inbox(request.person, wanted)
    pages = Paginator(found.cases, A_PAGE)
    if found.number is not None:
        pages.count = found.number
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "entries": [(case, SUBJECTS[case.subject]) for case in page],
        "wanted": wanted,
        "asked": _asked(wanted),
        "states": [(value, label, found.counts[value]) for value, label in STATES.items()],
        "codes": CODES,
        "whose": WHOSE_LABELS.items(),
        "ages": AGE_LABELS.items(),
        "q": wanted.q,
    }
    part = "#results" if request.htmx else ""
    return render(request, f"scoring/cases/cases.html{part}", context)


@require_safe
@for_people
def one_case(request: PersonRequest, key: str) -> HttpResponse:
    return _page(request, _find(request.person, key))


@require_POST
@for_people
def rule(request: PersonRequest, key: str) -> HttpResponse:
    """A word on the case: a ruling leads on to the next one of the list, everything else back to the case.

    What is refused comes back with the words kept; so does a change of who looks, while a word is being written.
    """
    case, wanted = _find(request.person, key), _wanted(request.GET)
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    try:
        if act in _RULINGS:
            return _ruled(request, case, wanted, act, reason)
        messages.success(request, _other_word(request, case, act, reason))
    except ValidationError as refused:
        return _page(request, case, reason=reason, errors=refused.messages)
    if act in _OF_WHO_LOOKS and reason.strip():
        return _page(request, _find(request.person, key), reason=reason)
    return redirect(_address(case, wanted))


def _ruled(request: PersonRequest, case: Case, wanted: Wanted, act: str, reason: str) -> HttpResponse:
    following = next_of(request.person, wanted, case) if wanted.state == Case.State.OPEN else None
    change, message = _RULINGS[act]
    change(by=request.person, case=case, reason=reason)
    messages.success(request, str(message))
    if following is None:
        messages.success(request, _("No other case waits in this list."))
        return redirect(_address(case, wanted))
    messages.success(request, _("This is the next one."))
    return redirect(_address(following, wanted))


def _other_word(request: PersonRequest, case: Case, act: str, reason: str) -> str:
    """Do it, and say that it is done."""
    if act == "take":
        cases.assign(by=request.person, case=case, to=request.person)
        return _("It is yours to look at.")
    if act == "assign":
        to = Person.objects.filter(key=request.POST.get("to", "").replace("\x00", "")).first()
        if to is None:
            raise ValidationError(_("Choose who looks at it."))
        cases.assign(by=request.person, case=case, to=to)
        return _("%(name)s looks at it now.") % {"name": to.display_name}
    if act == "give_back":
        cases.give_back(by=request.person, case=case)
        return _("Given back: it waits for whoever takes it.")
    if act == "note":
        cases.note(by=request.person, case=case, text=reason)
        return _("Written down.")
    if act in _ACTS:
        change, message = _ACTS[act]
        change(by=request.person, case=case, reason=reason)
        return str(message)
    raise Http404


def _page(request: PersonRequest, case: Case, *, reason: str = "", errors: list[str] | None = None) -> HttpResponse:
    wanted = _wanted(request.GET)
    seen = shown(request.person, case)
    before, after = neighbours(request.person, wanted, case)
    may_rule = permissions.may_rule(request.person, case)
    context = {
        "seen": seen,
        "case": seen.case,
        "subject": SUBJECTS[case.subject],
        "state": STATES[case.state],
        "events": [(event, EVENTS.get(event.kind, event.kind)) for event in seen.events],
        "latest": seen.exchanges[:EVIDENCE_SHOWN],
        "earlier": seen.exchanges[EVIDENCE_SHOWN:MOST_EVIDENCE],
        "left_out": max(0, len(seen.exchanges) - MOST_EVIDENCE),
        "asked": _asked(wanted),
        "before": before,
        "after": after,
        "may_rule": may_rule,
        "appeal_waits": any(appeal.state == Appeal.State.OPEN for appeal in seen.appeals),
        "reviewers": [one for one in reviewers_of(case) if one != request.person] if may_rule else [],
        "reason": reason,
        "errors": errors or [],
        "most": cases.MOST_CHARACTERS,
    }
    return render(request, "scoring/cases/case.html", context, status=422 if errors else 200)


def _wanted(asked: QueryDict) -> Wanted:
    wanted = Wanted(
        state=asked.get("state") or Case.State.OPEN,
        code=asked.get("code", ""),
        whose=asked.get("whose", ""),
        age=asked.get("age", ""),
        q=asked.get("q", ""),
    )
    known = wanted.state in STATES and wanted.whose in WHOSE and wanted.age in AGES
    if not known or wanted.code not in ("", *CODES):
        raise Http404
    return wanted


def _asked(wanted: Wanted) -> str:
    """The filters as they stand behind an address, so that a case knows its list."""
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in vars(wanted).items() if value})
    if asked.get("state") == Case.State.OPEN:
        del asked["state"]
    return f"?{asked.urlencode()}" if asked else ""


def _address(case: Case, wanted: Wanted) -> str:
    return reverse("scoring:case", args=[case.key]) + _asked(wanted)


def _find(person: Person, key: str) -> Case:
    """Not found where it concerns the reader: even that there is one is not said."""
    _may_see(person)
    case = case_seen_by(person, key)
    if case is None:
        raise Http404
    return case


def _may_see(person: Person) -> None:
    if not permissions.may_see_cases(person):
        raise PermissionDenied(_("Patterns are shown to integrity reviewers and auditors only."))
