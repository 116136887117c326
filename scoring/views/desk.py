"""The desk: everything that waits for one person, by the offices they hold."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recognition.views.who import PersonRequest, for_people, roles_of_reader
from scoring.queries.desk import needs_of


@require_safe
@for_people
def desk(request: PersonRequest) -> HttpResponse:
    """For everybody: who holds no office reads what they can do. The first page asks for `#waiting` alone."""
    roles = roles_of_reader(request)
    context = {"needs": needs_of(request.person, roles), "roles": roles, "in_short": bool(request.htmx)}
    part = "#waiting" if request.htmx else ""
    return render(request, f"scoring/desk/desk.html{part}", context)
