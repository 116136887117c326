"""How a draft on trial decides beside the rule in force. It names people: for who writes rules."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from recognition.models import Person
from recognition.views.who import PersonRequest, for_people
from scoring.judging.trial_comparison import differing, in_words, numbers
from scoring.models import QueuedPerson, Shadow
from scoring.views.rules.access import writable

A_PAGE = 25


@require_safe
@for_people
def trial(request: PersonRequest, slug: str) -> HttpResponse:
    """The newest trial of the badge, running or over."""
    badge = writable(request.person, slug)
    trials = Shadow.objects.filter(badge=badge).select_related("version", "started_by").order_by("-started_at", "-pk")
    newest = get_object_or_404(trials, pk__in=list(trials.values_list("pk", flat=True)[:1]))
    compared = numbers(newest)
    pages = Paginator(differing(newest), A_PAGE)
    pages.count = compared.differing
    page = pages.get_page(request.GET.get("page"))
    differences = list(in_words(page))
    people = Person.objects.select_related("team").in_bulk([one.person for one in differences], field_name="key")
    context = {
        "badge": badge,
        "trial": newest,
        "compared": compared,
        "page": page,
        "entries": [(people.get(one.person), one) for one in differences],
        "not_judged_yet": newest.stopped_at is None and QueuedPerson.objects.exists(),
    }
    return render(request, "scoring/rules/trial.html", context)
