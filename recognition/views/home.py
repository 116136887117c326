"""The first page: what happened around me."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recognition import permissions
from recognition.queries import feed
from recognition.queries.endings import ENDED
from recognition.queries.panel import pending_for
from recognition.queries.profiles import SHOWN_STATUSES, wall_of
from recognition.views.who import PersonRequest, for_people


@require_safe
@for_people
def home(request: PersonRequest) -> HttpResponse:
    wall = wall_of(request.person, for_owner=True)
    standing = [award for award in wall if award.status in SHOWN_STATUSES and not award.declined_at]
    decides = permissions.may_open_panel(request.person)
    context = {
        "stories": feed.around(request.person),
        "said_about": feed.said_about(request.person, 4),
        "spoken_for": feed.spoken_for(request.person, 4),
        "awards": standing[:8],
        "waiting": pending_for(request.person).count() if decides else 0,
        "may_open_panel": decides,  # the navigation need not ask again
        "ended": [award for award in wall if award.status in ENDED and not award.declined_at],
    }
    return render(request, "recognition/home/home.html", context)
