"""Finding people, and a person's page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from recognition.models import Team
from recognition.queries import people as people_queries
from recognition.queries import profiles
from recognition.queries.bounded_pages import BoundedPages
from recognition.queries.endings import endings_of
from recognition.queries.preferences import preferences_of
from recognition.views.who import PersonRequest, for_people

PEOPLE_PER_PAGE = 30
SHOWN = 6  # of thanks, nominations and outcomes on a profile


@require_safe
@for_people
def people(request: PersonRequest) -> HttpResponse:
    text, team, location, badge = (
        request.GET.get(name, "").replace("\x00", "") for name in ("q", "team", "location", "badge")
    )
    newcomers = request.GET.get("newcomers") == "1"
    found = people_queries.search(text, team=team, location=location, badge=badge, newcomers=newcomers)
    context = {
        "page": BoundedPages(found, PEOPLE_PER_PAGE, load=people_queries.with_marks()).get_page(
            request.GET.get("page")
        ),
        "q": text,
        "team": team,
        "location": location,
        "badge": badge,
        "newcomers": newcomers,
    }
    if request.htmx and not request.htmx.boosted:
        return render(request, "recognition/people/people.html#results", context)
    teams = people_queries.teams_to_choose()
    context |= {
        "teams": teams,
        # Chosen elsewhere, and in no list here: a team of teams, or one of very many.
        "other_team": next(iter(Team.objects.filter(key=team)), None) if team not in {t.key for t in teams} else None,
        "locations": people_queries.locations(),
        "badges": people_queries.badges_to_choose(),
    }
    return render(request, "recognition/people/people.html", context)


@require_safe
@for_people
def person(request: PersonRequest, key: str) -> HttpResponse:
    shown = get_object_or_404(profiles.with_managers(), key=key)
    own = shown.pk == request.person.pk
    wall = profiles.wall_of(shown, for_owner=own)
    endings = endings_of(wall) if own else {}
    held = [award for award in wall if award.status in profiles.SHOWN_STATUSES and not award.declined_at]
    chosen = preferences_of(shown)
    reads_words = own or chosen.shows_words
    context = {
        "shown": shown,
        "own": own,
        "wall": held,
        "marks": [award for award in held if not award.hidden] if chosen.shows_badges else [],
        "elsewhere": [(award, endings.get(award.pk)) for award in wall if award not in held],
        "managers": profiles.manager_chain(shown),
        "years": profiles.years_of_service(shown, timezone.localdate()),
        "private_badges": not chosen.shows_badges,
        "private_words": not chosen.shows_words,
        "thanks": profiles.thanks_to(shown, SHOWN) if reads_words else [],
        "nominations": profiles.nominations_of(shown, SHOWN) if reads_words else [],
        "outcomes": profiles.outcomes_of(shown, SHOWN),
    }
    return render(request, "recognition/people/person.html", context)
