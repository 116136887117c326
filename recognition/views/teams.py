"""The tree of teams, and a team's page."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from recognition.actions import following
from recognition.models import FollowedTeam, Team
from recognition.queries import circles, feed
from recognition.queries import teams as team_queries
from recognition.queries.bounded_pages import BoundedPages
from recognition.undo import say_with_undo
from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest, for_people

A_PAGE = 30
SUB_TEAMS = 12  # shown on a team's page before "all of them"
SIDES: dict[str, tuple[feed.Side, object]] = {
    "received": ("received", gettext_lazy("What it received")),
    "given": ("given", gettext_lazy("What it gave")),
}


@require_safe
@for_people
def teams(request: PersonRequest) -> HttpResponse:
    """The tree, open down to one team; or what a search finds; or one level of it, for a branch that is opened."""
    text, inside, at, below = (request.GET.get(name, "").replace("\x00", "") for name in ("q", "in", "at", "below"))
    part = request.htmx and not request.htmx.boosted
    if part and below:
        above = get_object_or_404(Team, key=below)
        nodes = team_queries.level_below([above.pk])[above.pk]
        more = len(nodes) >= team_queries.MOST_ON_A_LEVEL
        return render(request, "recognition/teams/branch.html", {"nodes": nodes, "more_of": above if more else None})
    context: dict[str, object] = {"q": text.strip()}
    if text.strip() or inside:
        within = get_object_or_404(Team, key=inside) if inside else None
        page = Paginator(team_queries.called(text, inside=within), A_PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "found": team_queries.shown(list(page)), "inside": within}
    else:
        context["tree"] = team_queries.tree(Team.objects.filter(key=at).first() if at else None)
    if part:
        return render(request, "recognition/teams/teams.html#found", context)
    context["followed"] = team_queries.followed_by(request.person)
    return render(request, "recognition/teams/teams.html", context)


@require_safe
@for_people
def team(request: PersonRequest, key: str) -> HttpResponse:
    """Who is in it and above it, and what it received and gave lately. Teams are not compared."""
    shown = get_object_or_404(Team, key=key)
    show = request.GET.get("show", "")
    side, _label = SIDES.get(show, SIDES["received"])
    context: dict[str, object] = {
        "shown": shown,
        "side": side,
        "sides": [(name, label) for name, (_side, label) in SIDES.items()],
        "later": "before" in request.GET,
    }
    part = request.htmx.target if request.htmx and not request.htmx.boosted else None
    if part != "members":
        before = feed.Place.read(request.GET.get("before", ""))
        context["told"] = feed.stories(circles.in_teams([shown.pk]), reader=request.person, side=side, before=before)
    if part != "stories":
        context["members"] = BoundedPages(team_queries.members_shown(shown), A_PAGE).get_page(request.GET.get("page"))
    if part in ("members", "stories"):
        return render(request, f"recognition/teams/team.html#{part}", context)
    below = team_queries.level_below([shown.pk])[shown.pk]
    context |= {
        "path": team_queries.path_to(shown),
        "managers": team_queries.managers_of(shown),
        "below": below[:SUB_TEAMS],
        "more_below": len(below) > SUB_TEAMS,
        "follows": FollowedTeam.objects.filter(person=request.person, team=shown).exists(),
    }
    return render(request, "recognition/teams/team.html", context)


@require_POST
@for_people
def follow(request: PersonRequest, key: str) -> HttpResponse:
    """Follow, or leave again. The toast's way back has no fields: there the address says which."""
    shown = get_object_or_404(Team, key=key)
    act = request.POST.get("act") or request.GET.get("act")
    if act not in ("follow", "unfollow"):
        raise Http404
    with saying_why(request):
        if act == "follow":
            following.follow(by=request.person, team=shown)
            said = _("You follow %(team)s: what it receives appears on your first page.")
        else:
            following.unfollow(by=request.person, team=shown)
            said = _("You no longer follow %(team)s.")
        back = "unfollow" if act == "follow" else "follow"
        address = f"{reverse('recognition:team_follow', args=[shown.key])}?act={back}"
        say_with_undo(request, said % {"team": shown.name}, address)
    return redirect("recognition:team", shown.key)
