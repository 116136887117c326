"""Finding people, and a person's page."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from recognition.models import Person
from recognition.queries import people as people_queries
from recognition.queries import profiles
from recognition.queries.endings import endings_of
from recognition.views.who import PersonRequest, for_people

PEOPLE_PER_PAGE = 30
SHOWN = 6  # of thanks, nominations and outcomes on a profile


@require_safe
@for_people
def people(request: PersonRequest) -> HttpResponse:
    text, team, location = (request.GET.get(name, "").replace("\x00", "") for name in ("q", "team", "location"))
    found = people_queries.search(text, team=team, location=location)
    context = {
        "page": Paginator(found, PEOPLE_PER_PAGE).get_page(request.GET.get("page")),
        "q": text,
        "team": team,
        "location": location,
    }
    if request.htmx and not request.htmx.boosted:
        return render(request, "recognition/people/people.html#results", context)
    context |= {"teams": people_queries.teams_with_people(), "locations": people_queries.locations()}
    return render(request, "recognition/people/people.html", context)


@require_safe
@for_people
def person(request: PersonRequest, key: str) -> HttpResponse:
    shown = get_object_or_404(Person.objects.select_related("team__parent"), key=key)
    own = shown.pk == request.person.pk
    wall = profiles.wall_of(shown, for_owner=own)
    endings = endings_of(wall) if own else {}
    held = [award for award in wall if award.status in profiles.SHOWN_STATUSES and not award.declined_at]
    context = {
        "shown": shown,
        "own": own,
        "wall": held,
        "marks": [award for award in held if not award.hidden],
        "elsewhere": [(award, endings.get(award.pk)) for award in wall if award not in held],
        "managers": profiles.manager_chain(shown),
        "years": profiles.years_of_service(shown, timezone.localdate()),
        "thanks": profiles.thanks_to(shown, SHOWN),
        "nominations": profiles.nominations_of(shown, SHOWN),
        "outcomes": profiles.outcomes_of(shown, SHOWN),
    }
    return render(request, "recognition/people/person.html", context)
