"""The teams of the organisation: the tree, and a team in it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recognition import permissions
from recognition.actions.teams import named_by_facts
from recognition.forms.office.teams import ChangedTeam, ClosedTeam, NewTeam
from recognition.models import Person, Team
from recognition.models.people import still_stands
from recognition.queries.office_teams import shown, tree
from recognition.views.office.doors import for_admins, for_office
from recognition.views.who import PersonRequest

A_PAGE = 50
MEMBERS_SHOWN = 12


@require_safe
@for_office
def teams(request: PersonRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\x00", "")
    closed = request.GET.get("state") == "closed"
    page = Paginator(tree(text, closed=closed), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "teams": shown(list(page)),
        "q": text,
        "closed": closed,
        "may_change": permissions.may_manage_people(request.person),
    }
    part = "#results" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"recognition/office/teams.html{part}", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def new(request: PersonRequest) -> HttpResponse:
    form = NewTeam(request.POST or None, initial={"parent": request.GET.get("under", "")})
    if request.method == "POST" and form.is_valid() and (team := form.save(request.person)) is not None:
        messages.success(request, _("%(team)s is added.") % {"team": team.name})
        return redirect("recognition:office_team", team.key)
    return render(request, "recognition/office/new_team.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def team(request: PersonRequest, key: str) -> HttpResponse:
    """A POST changes its words; the action asks who may."""
    found = _find(key)
    form = ChangedTeam(found, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.save(request.person) is not None:
        messages.success(request, _("%(team)s is kept like this.") % {"team": form.cleaned_data["name"]})
        return redirect("recognition:office_team", key)
    return _page(request, found, form, ClosedTeam(found))


@require_POST
@for_admins
def close(request: PersonRequest, key: str) -> HttpResponse:
    found = _find(key)
    form = ClosedTeam(found, request.POST)
    if form.is_valid() and (closed := form.save(request.person)) is not None:
        said = (
            _("%(team)s is closed. What happened in it stays its own.")
            if closed.is_closed
            else _("%(team)s stands until its last day. From now on nobody joins it.")
        )
        messages.success(request, said % {"team": found.name})
        return redirect("recognition:office_teams")
    return _page(request, found, ChangedTeam(found), form)


def _find(key: str) -> Team:
    return get_object_or_404(Team.objects.select_related("parent", "lead"), key=key)


def _page(request: PersonRequest, of: Team, form: ChangedTeam, closing: ClosedTeam) -> HttpResponse:
    members = Person.objects.active().filter(team=of).select_related("team").order_by("display_name", "key")
    some = list(members[: MEMBERS_SHOWN + 1])
    context = {
        "shown": of,
        "form": form,
        "closing": closing,
        "members": some[:MEMBERS_SHOWN],
        "more": len(some) > MEMBERS_SHOWN,
        "children": of.children.filter(still_stands()),
        "parent_fixed": named_by_facts(of),
        "may_change": permissions.may_manage_people(request.person),
    }
    refused = bool(form.errors or closing.errors)
    return render(request, "recognition/office/team.html", context, status=422 if refused else 200)
