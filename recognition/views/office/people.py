"""The directory: everybody in it, a person of it, and what admins change about them."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recognition import permissions
from recognition.forms.office.people import FORMS, AboutPerson, NewPerson
from recognition.models import Person, RoleGrant, User
from recognition.queries import office_people
from recognition.queries.bounded_pages import BoundedPages
from recognition.views.office.doors import for_admins, for_office
from recognition.views.who import PersonRequest

A_PAGE = 30
STATES: dict[str, Promise] = {
    office_people.HERE: gettext_lazy("Working here"),
    office_people.LEFT: gettext_lazy("Left"),
    office_people.AUTOMATED: gettext_lazy("Automated"),
    office_people.ROLES: gettext_lazy("With a role"),
    office_people.ALL: gettext_lazy("Everybody"),
}


@require_safe
@for_office
def people(request: PersonRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\x00", "")
    state = request.GET.get("state", office_people.HERE)
    if state not in STATES:
        raise Http404
    found = BoundedPages(office_people.directory(text, state), A_PAGE, load=office_people.with_roles())
    context = {
        "page": found.get_page(request.GET.get("page")),
        "q": text,
        "state": state,
        "states": STATES.items(),
        "may_change": permissions.may_manage_people(request.person),
    }
    part = "#results" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"recognition/office/people.html{part}", context)


@require_safe
@for_office
def known(request: PersonRequest) -> HttpResponse:
    """Who or which team may be meant, while one types an id into a form."""
    # A row of several has its number before the name, such as source-12-person.
    typed = {name.rpartition("-")[2]: str(text) for name, text in request.GET.items()}
    people = next((typed[name] for name in ("manager", "lead", "who", "person") if name in typed), "")
    teams = next((typed[name] for name in ("team", "parent") if name in typed), "")
    context = {
        "people": office_people.known(people.replace("\x00", "")),
        "teams": office_people.known_teams(teams.replace("\x00", "")),
    }
    return render(request, "recognition/office/known.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def new(request: PersonRequest) -> HttpResponse:
    form = NewPerson(request.POST or None)
    if request.method == "POST" and form.is_valid() and (person := form.save(request.person)) is not None:
        messages.success(request, _("%(name)s stands in the directory now.") % {"name": person.display_name})
        return redirect("recognition:office_person", person.key)
    return render(request, "recognition/office/new_person.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@for_office
def person(request: PersonRequest, key: str) -> HttpResponse:
    return _page(request, _find(key))


@require_POST
@for_admins
def change(request: PersonRequest, key: str, act: str) -> HttpResponse:
    """One form of the page; what is refused comes back with what was written."""
    if act not in FORMS:
        raise Http404
    form = FORMS[act](_find(key), request.POST)
    said = form.save(request.person) if form.is_valid() else None
    if said is None:
        return _page(request, _find(key), form)
    messages.success(request, said)
    return redirect("recognition:office_person", key)


def _find(key: str) -> Person:
    return get_object_or_404(Person.objects.select_related("team", "manager", "user"), key=key)


def _page(request: PersonRequest, shown: Person, refused: AboutPerson | None = None) -> HttpResponse:
    acts = {act.replace("-", "_"): form(shown) for act, form in FORMS.items()}
    if refused is not None:
        acts[refused.act.replace("-", "_")] = refused
    context = {
        "shown": shown,
        "forms": acts,
        "refused": refused,
        "grants": RoleGrant.objects.filter(person=shown).select_related("badge").order_by("role", "id"),
        "login": User.objects.filter(person=shown).first(),
        "has_second_step": Authenticator.objects.filter(user__person=shown).exists(),
        "memberships": shown.memberships.select_related("team").order_by("-since"),
        "may_change": permissions.may_manage_people(request.person),
        "may_grant": permissions.may_grant_role(request.person, shown),
        "may_link": permissions.may_link_login(request.person, shown),
    }
    return render(request, "recognition/office/person.html", context, status=422 if refused is not None else 200)
