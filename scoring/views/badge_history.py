"""How a badge's rule changed: a fragment for the badge's page, and a page of its own."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from recognition.models import Badge
from recognition.views.who import PersonRequest, for_people
from scoring.queries.rules.history import chapters, published

A_PAGE = 10


@require_safe
@for_people
def badge_history(request: PersonRequest, slug: str) -> HttpResponse:
    badge = get_object_or_404(Badge.objects.exclude(state=Badge.State.DRAFT), slug=slug)
    versions = published(badge)
    page = Paginator(versions, A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    before = versions.filter(number__lt=shown[-1].number).first() if shown else None
    # Inside the badge's page, the pager's addresses would be those of that page.
    embedded = bool(request.htmx) and request.htmx.target != "chapters"
    context = {"badge": badge, "page": page, "chapters": chapters(shown, before), "embedded": embedded}
    template = "badge_history/chapters.html" if request.htmx else "badge_history/badge_history.html"
    return render(request, f"scoring/{template}", context)
