"""Everything verifiable that a person shares in, with what became of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from recognition.models import Person
from recognition.queries import profiles
from recognition.queries.bounded_pages import BoundedPages
from recognition.views.who import PersonRequest, for_people

A_PAGE = 20


@require_safe
@for_people
def work(request: PersonRequest, key: str) -> HttpResponse:
    shown = get_object_or_404(Person.objects.select_related("team"), key=key)
    text = request.GET.get("q", "").replace("\x00", "")
    page = BoundedPages(profiles.contributions_of(shown, text), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "own": shown.pk == request.person.pk,
        "q": text,
        "page": page,
        "entries": [profiles.OutcomeShown.of(contribution) for contribution in page],
    }
    part = "#found" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"recognition/work/work.html{part}", context)
