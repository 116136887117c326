"""Drills with their history: asked for here, played by a worker, read here."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from recognition.models import Badge, Person
from recognition.models.badges import shown_name
from recognition.views.who import PersonRequest, for_people
from scoring import permissions
from scoring.actions import drills
from scoring.engine.drill.attack import Aim
from scoring.engine.drill.attacks import ATTACKS
from scoring.models import Drill
from scoring.queries.drills import course

A_PAGE = 20
# By what people would have to look after: every aim of an attack stands in one of them.
_GROUPS: tuple[tuple[Promise, tuple[Aim, ...]], ...] = (
    (gettext_lazy("Words and thanks"), ("support", "harm")),
    (gettext_lazy("Outcomes"), ("credit",)),
    (gettext_lazy("Use of tools"), ("weeks",)),
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def all_drills(request: PersonRequest) -> HttpResponse:
    """The newest first; a POST asks for one more, and comes back with what was typed where it is refused."""
    _may_see(request.person)
    errors: list[str] = []
    if request.method == "POST":
        try:
            drill = _ask(request)
            return redirect("scoring:drill", number=drill.pk)
        except ValidationError as refused:
            errors = refused.messages
    history = Drill.objects.select_related("badge", "asked_by", "report").defer("text")
    chosen = request.POST.getlist("kinds")
    context = {
        "page": Paginator(history, A_PAGE).get_page(request.GET.get("page")),
        "course": course(),
        "groups": [
            (label, [(attack, attack.kind in chosen) for attack in ATTACKS.values() if attack.aim in aims])
            for label, aims in _GROUPS
        ],
        "seed": request.POST.get("seed", "1"),
        "may_drill": permissions.may_drill(request.person),
        "errors": errors,
        "largest_seed": drills.LARGEST_SEED,
    }
    return render(request, "scoring/drills/drills.html", context, status=422 if errors else 200)


@require_safe
@for_people
def one_drill(request: PersonRequest, number: int) -> HttpResponse:
    """How far it has come, or its report; htmx asks for the changing part alone."""
    _may_see(request.person)
    drill = get_object_or_404(Drill.objects.select_related("badge", "asked_by", "report"), pk=number)
    report = getattr(drill, "report", None)
    context = {"drill": drill, "report": _told(report.content) if report else None}
    template = "scoring/drills/outcome.html" if request.htmx else "scoring/drills/drill.html"
    return render(request, template, context)


def _may_see(person: Person) -> None:
    if not permissions.may_see_drills(person):
        raise PermissionDenied(_("Drills are for integrity reviewers, program admins and auditors."))


def _ask(request: PersonRequest) -> Drill:
    typed = request.POST.get("seed", "").strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 10):
        raise ValidationError(_("A seed is a whole number from 0 to 2147483647."))
    return drills.ask(by=request.person, kinds=request.POST.getlist("kinds"), seed=int(typed))


def _told(content: dict[str, Any]) -> dict[str, Any]:
    """The report with names for slugs and keys. Two statements."""
    results = content["results"]
    slugs = {one["badge"] for result in results for one in (*result["won"], *result["lost"])}
    keys = {lost["person"] for result in results for lost in result["lost"]}
    named = Badge.objects.filter(slug__in=slugs).values_list("slug", "name")
    badges = {slug: shown_name(name) for slug, name in named}
    people = dict(Person.objects.filter(key__in=keys).values_list("key", "display_name"))
    won = {one["badge"] for result in results for one in result["won"]}
    return {
        **content,
        "attacks_won": sum(bool(result["won"]) for result in results),
        "rules_won": sorted((badges[slug], slug) for slug in won if slug in badges),
        "results": [
            {
                **result,
                "won": [{**won, "badge": badges.get(won["badge"], won["badge"])} for won in result["won"]],
                "lost": [
                    {"badge": badges.get(lost["badge"], lost["badge"]), "person": people.get(lost["person"], "")}
                    for lost in result["lost"]
                ],
            }
            for result in results
        ],
    }
