"""The first page: what happened around me, and what waits for my word."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from recognition import permissions
from recognition.models import Person, Role
from recognition.queries import circles, feed, open_things, teams, verifying
from recognition.queries.endings import ENDED
from recognition.queries.panel import pending_for
from recognition.queries.profiles import SHOWN_STATUSES, nominations_of, wall_of
from recognition.views.who import PersonRequest, for_people, roles_of_reader

SHOWN = 2  # of each open thing
WORDS_SHOWN = 3
VIEWS = {"around": _("Everything around you"), "team": _("Your team"), "followed": _("Teams you follow")}


@require_safe
@for_people
def home(request: PersonRequest) -> HttpResponse:
    show = request.GET.get("show", "")
    show = show if show in VIEWS else "around"
    followed = teams.followed_by(request.person)
    around = circles.around(request.person)
    circle = around if show == "around" else _narrower(request.person, show, [team.pk for team in followed])
    context = {
        "told": feed.stories(circle, reader=request.person, before=feed.Place.read(request.GET.get("before", ""))),
        "show": show,
        "views": VIEWS.items(),
        "followed": followed,
        "later": "before" in request.GET,
    }
    if request.htmx and not request.htmx.boosted and request.htmx.target == "stories":
        return render(request, "recognition/home/home.html#stories", context)
    return render(request, "recognition/home/home.html", context | _about(request, around))


def _narrower(person: Person, show: str, followed: list[int]) -> circles.Circle:
    return circles.own_team(person) if show == "team" else circles.in_teams(followed)


def _about(request: PersonRequest, around: circles.Circle) -> dict[str, object]:
    """The column about the reader. What waits for an office is asked only of who holds one."""
    person, roles = request.person, roles_of_reader(request)
    areas = permissions.verified_areas(person) if Role.VERIFIER in roles else frozenset()
    wall = wall_of(person, for_owner=True)
    standing = [award for award in wall if award.status in SHOWN_STATUSES and not award.declined_at]
    return {
        "awards": standing[:8],
        "ended": [award for award in wall if award.status in ENDED and not award.declined_at],
        "waiting": pending_for(person).count() if roles & permissions.DECIDE_PANELS else 0,
        "to_verify": len(verifying.waiting_for(person, around, areas)),
        "to_second": open_things.could_second(person, around, SHOWN),
        "without_a_second": open_things.without_a_second(person, SHOWN),
        "said_about": nominations_of(person, WORDS_SHOWN),
    }
