"""My recognition: what the judge sees about the person who looks."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from recognition.models import Badge
from recognition.views.who import PersonRequest, for_people
from scoring.queries import my_recognition
from scoring.queries.casework.appeals import appeals_of
from scoring.queries.usage import my_signals


@require_safe
@for_people
def mine(request: PersonRequest) -> HttpResponse:
    """Nobody sees this page about somebody else: it is always about `request.person`."""
    entries = my_recognition.badges_in_reach(request.person)
    context = {
        "begun": [entry for entry in entries if entry.begun and not entry.complete],
        "complete": [entry for entry in entries if entry.complete],
        "untouched": [entry for entry in entries if not entry.begun and not entry.complete],
        "giving": my_recognition.giving_of(request.person),
        "appeals": appeals_of(request.person),
        "signals": my_signals(request.person),
    }
    return render(request, "scoring/mine/mine.html", context)


@require_safe
@for_people
def badge_progress(request: PersonRequest, slug: str) -> HttpResponse:
    """Whether one is close: a fragment for the badge's page, about the person who looks."""
    badge = get_object_or_404(Badge, slug=slug, state=Badge.State.LIVE)
    entries = my_recognition.in_words(request.person, [badge])
    context = {"entry": entries[0] if entries else None, "badge": badge}
    template = "scoring/mine/progress.html" if request.htmx else "scoring/mine/progress_page.html"
    return render(request, template, context)
