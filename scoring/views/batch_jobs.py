"""Declaring a batch job, and ending it, from one's own page."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest, for_people
from scoring.actions import batch_jobs


@require_POST
@for_people
def declare(request: PersonRequest) -> HttpResponse:
    with saying_why(request):
        batch_jobs.declare(
            by=request.person,
            tool=request.POST.get("tool", "").strip(),
            purpose=request.POST.get("purpose", "").strip(),
            since=_day(request.POST.get("since", "")),
            until=_day(request.POST.get("until", "")),
        )
        messages.success(request, _("Declared. In these weeks that tool counts neither for you nor against you."))
    return redirect("scoring:mine")


@require_POST
@for_people
def end(request: PersonRequest) -> HttpResponse:
    with saying_why(request):
        batch_jobs.end(by=request.person, tool=request.POST.get("tool", ""), since=_day(request.POST.get("since", "")))
        messages.success(request, _("Ended. From next week on that tool counts as before."))
    return redirect("scoring:mine")


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:  # the thirtieth of February
        day = None
    if day is None:
        raise ValidationError(_("Write days as year-month-day, such as 2026-07-01."))
    return day
