"""Whom a rule would bring its badge, and whom not, against the rule in force. It names people: for who writes rules."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from recognition.models import Person
from recognition.views.who import PersonRequest, for_people
from scoring.models import RulePreview
from scoring.queries.rules.fairness import dimensions
from scoring.rule_checks.preview import STEPS
from scoring.views.rules.access import writable

A_PAGE = 25
KINDS: dict[str, Promise] = {
    "": gettext_lazy("All changes"),
    "gain": gettext_lazy("Would gain it"),
    "lose": gettext_lazy("Would not get it again"),
    "tier": gettext_lazy("Another tier"),
}


@require_safe
@for_people
def one_preview(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """How far it has come, or what it says; htmx asks for the changing part alone."""
    badge = writable(request.person, slug)
    preview = get_object_or_404(RulePreview.objects.select_related("asked_by"), badge=badge, pk=number)
    context: dict[str, Any] = {"badge": badge, "preview": preview, "steps": STEPS}
    if preview.state == RulePreview.State.DONE:
        context |= _told(request, preview)
    # The pager and the tabs ask for the whole page and take their part of it.
    polls = request.htmx and request.htmx.target == "preview"
    return render(request, f"scoring/rules/preview.html{'#outcome' if polls else ''}", context)


def _told(request: PersonRequest, preview: RulePreview) -> dict[str, Any]:
    content: dict[str, Any] = preview.content or {}
    kind = request.GET.get("what", "")
    kind = kind if kind in KINDS else ""
    changes = [change for change in content["changes"] if not kind or _kind(change) == kind]
    page = Paginator(changes, A_PAGE).get_page(request.GET.get("page"))
    people = Person.objects.select_related("team").in_bulk([change["person"] for change in page], field_name="key")
    return {
        "content": content,
        "kind": kind,
        "kinds": KINDS.items(),
        "page": page,
        "entries": [(people.get(change["person"]), change, _kind(change)) for change in page],
        "fairness": dimensions(content["fairness"]),
    }


def _kind(change: dict[str, str]) -> str:
    if not change["before"]:
        return "gain"
    return "tier" if change["after"] else "lose"
