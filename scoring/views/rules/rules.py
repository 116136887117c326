"""All badges with their rules; what waits for a second person stands first."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from recognition.views.who import PersonRequest, for_people
from scoring import permissions
from scoring.queries.rules.requests import asked_for
from scoring.queries.rules.shelf import shelf, shelved, waiting_for_a_second_person

A_PAGE = 20
REQUESTS_SHOWN = 5  # in full; the filter finds the others
STATES: dict[str, Promise] = {
    "": gettext_lazy("All"),
    "live": gettext_lazy("In force"),
    "none": gettext_lazy("Without a rule"),
    "draft": gettext_lazy("With a draft"),
    "trial": gettext_lazy("On trial"),
    "waiting": gettext_lazy("Waiting for a second person"),
}


@require_safe
@for_people
def all_rules(request: PersonRequest) -> HttpResponse:
    if not permissions.may_read_rules(request.person):
        raise PermissionDenied(_("Rules are shown to stewards of badges and to who oversees the program."))
    text, state = request.GET.get("q", "").replace("\x00", "").strip(), request.GET.get("state", "")
    page = Paginator(shelf(request.person, text=text, state=state), A_PAGE).get_page(request.GET.get("page"))
    may_write = permissions.may_write_rules(request.person)
    context = {
        "page": page,
        "entries": shelved(page.object_list),
        "q": text,
        "state": state if state in STATES else "",
        "states": STATES.items(),
        "may_write": may_write,
    }
    if request.htmx:
        return render(request, "scoring/rules/rules.html#shelf", context)
    waiting = list(waiting_for_a_second_person(request.person)[: REQUESTS_SHOWN + 1])
    context["requests"] = asked_for(waiting[:REQUESTS_SHOWN], request.person, may_write=may_write)
    context["more_requests"] = len(waiting) > REQUESTS_SHOWN
    return render(request, "scoring/rules/rules.html", context)
