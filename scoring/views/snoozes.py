"""Snoozes: for one person, findings of one kind do nothing until a day. Listed, begun and ended here."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recognition.models import Person
from recognition.permissions import is_reviewer
from recognition.queries.people import suggestions
from recognition.queries.searched import with_words, words_of
from recognition.views.who import PersonRequest, for_people
from scoring import permissions
from scoring.actions import snoozes as actions
from scoring.actions.cases import MOST_CHARACTERS
from scoring.engine.findings import CODES
from scoring.models import Case
from scoring.queries import snoozes as queries
from scoring.queries.casework.cases import case_seen_by

A_PAGE = 20
USUAL_DAYS = 90  # what the form offers
STATES: dict[str, Promise] = {"": gettext_lazy("In force"), "ended": gettext_lazy("Ended")}


@require_safe
@for_people
def snoozes(request: PersonRequest) -> HttpResponse:
    _may_see(request.person)
    state = request.GET.get("state", "")
    if state not in STATES:
        raise Http404
    q = request.GET.get("q", "").replace("\x00", "")
    rows = queries.ended(request.person) if state else queries.in_force(request.person)
    rows = with_words(rows, words_of(q), lambda word: Q(person__search_text__contains=word))
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "q": q,
        "states": STATES.items(),
        "may_snooze": is_reviewer(request.person),
    }
    return render(request, "scoring/snoozes/snoozes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def new(request: PersonRequest) -> HttpResponse:
    """Choose a person (one of a case, where it comes from there), what is meant, and a day; then keep it.

    A case opens it by a POST too, with what was typed there: words about people do not stand in an address.
    """
    if not is_reviewer(request.person):
        raise PermissionDenied(
            _("Only integrity reviewers snooze findings, and not about themselves or their reports.")
        )
    typed = request.POST if request.method == "POST" else request.GET
    case = _case(request.person, typed.get("case", ""))
    person = Person.objects.select_related("team").filter(key=typed.get("person", "").replace("\x00", "")).first()
    errors: list[str] = []
    if request.method == "POST" and request.POST.get("act") != "open":
        try:
            return _begin(request, person, case)
        except ValidationError as refused:
            errors = refused.messages
    q = request.GET.get("q", "").replace("\x00", "")
    tomorrow = timezone.localdate(timezone=timezone.get_default_timezone()) + timedelta(days=1)
    context = {
        "case": case,
        "chosen": person,
        "people": queries.people_to_snooze(case) if case else [],
        "q": q,
        "found": suggestions(q, besides=request.person) if q.strip() and not case and not person else [],
        "codes": queries.codes_to_snooze(case) if case else CODES,
        "code": typed.get("code", ""),
        "until": typed.get("until", "") or (tomorrow + timedelta(days=USUAL_DAYS)).isoformat(),
        "earliest": tomorrow.isoformat(),
        "latest": (tomorrow + actions.LONGEST - timedelta(days=2)).isoformat(),
        "reason": typed.get("reason", ""),
        "errors": errors,
        "most": MOST_CHARACTERS,
    }
    part = "#found" if request.htmx and request.method != "POST" else ""
    return render(request, f"scoring/snoozes/new.html{part}", context, status=422 if errors else 200)


@require_POST
@for_people
def end(request: PersonRequest, key: str, code: str) -> HttpResponse:
    _may_see(request.person)
    snooze = get_object_or_404(queries.in_force(request.person), person__key=key, code=code)
    try:
        actions.end(by=request.person, snooze=snooze)
        messages.success(request, _("Ended. Findings of this kind take effect again."))
    except ValidationError as refused:  # somebody else ended it meanwhile
        messages.error(request, " ".join(refused.messages))
    return redirect("scoring:snoozes")


def _begin(request: PersonRequest, person: Person | None, case: Case | None) -> HttpResponse:
    if person is None:
        raise ValidationError(_("Choose whom it is about."))
    until = _end_of(_day(request.POST.get("until", "")))
    reason, code = request.POST.get("reason", ""), request.POST.get("code", "")
    actions.begin(by=request.person, person=person, code=code, until=until, reason=reason, case=case)
    messages.success(request, _("It sleeps. The day it ends, findings of this kind take effect again by themselves."))
    return redirect("scoring:case", case.key) if case else redirect("scoring:snoozes")


def _day(typed: str) -> date:
    try:
        day = parse_date(typed)
    except ValueError:
        day = None
    # The day after the last one there is would be no day.
    if day is None or day.year > 9000:
        raise ValidationError(_("Give a day until which it sleeps."))
    return day


def _end_of(day: date) -> datetime:
    """In the company's zone, so that readers elsewhere read the same day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()), timezone.get_default_timezone())


def _case(reader: Person, key: str) -> Case | None:
    if not key:
        return None
    case = case_seen_by(reader, key)
    if case is None:
        raise Http404
    return case


def _may_see(person: Person) -> None:
    if not permissions.may_see_cases(person):
        raise PermissionDenied(_("Snoozes are shown to integrity reviewers and auditors only."))
