"""A credential as strangers see it, and as its holder makes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from recognition.actions import credentials
from recognition.credentials.pictures import baked_png, baked_svg
from recognition.models import Award, Credential
from recognition.problems import problem_answer
from recognition.queries.credentials import Standing, find, standing_of
from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest, for_people

PAGE = "text/html"
DOCUMENT = "application/vc"
TOKEN = "application/vc+jwt"  # noqa: S105  # a media type
# What a program asks for when it wants the document, the first of them named most rightly.
_DOCUMENTS = (DOCUMENT, "application/ld+json", "application/json")
_ACTS: dict[str, Callable[..., object]] = {"make": credentials.make, "withdraw": credentials.withdraw}


@require_safe
def credential(request: HttpRequest, key: UUID) -> HttpResponse:
    """The page that says whether it counts; the document itself for programs that ask for it."""
    wanted = request.get_preferred_type([PAGE, *_DOCUMENTS, TOKEN]) or PAGE
    made = find(key)
    if made is None and wanted != PAGE:
        answer = _guarded(problem_answer(404, "not_found", "There is no such credential."))
        patch_vary_headers(answer, ["Accept"])
        return answer
    if made is None:
        raise Http404
    standing = standing_of(made)
    if wanted == TOKEN:
        answer = _file(made, standing, "jwt")
    elif wanted in _DOCUMENTS:
        answer = _file(made, standing, "json")
        answer["Content-Type"] = wanted if answer.status_code == 200 else answer["Content-Type"]
    else:
        answer = _page(request, made, standing)
    patch_vary_headers(answer, ["Accept"])
    return answer


@require_safe
def credential_file(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """The same as a file to keep: json, jwt, png or svg."""
    if form not in _FILES:
        raise Http404
    made = find(key)
    if made is None:
        raise Http404
    answer = _file(made, standing_of(made), form)
    if answer.status_code == 200:
        answer["Content-Disposition"] = f'attachment; filename="{made.award.badge.slug}.{form}"'
    return answer


@require_POST
@for_people
def own_credential(request: PersonRequest, slug: str, act: str) -> HttpResponse:
    """Make a credential of an own award, or withdraw it."""
    if act not in _ACTS:
        raise Http404
    award = get_object_or_404(
        Award.objects.select_related("badge", "person"), badge__slug=slug, person=request.person
    )  # fmt: skip
    with saying_why(request):
        _ACTS[act](by=request.person, award=award)
        name = {"badge": award.badge.shown_name}
        said = _("%(badge)s is ready to be taken along.") if act == "make" else _("The link to %(badge)s is gone.")
        messages.success(request, said % name)
    return redirect("recognition:award", request.person.key, slug)


def _page(request: HttpRequest, made: Credential, standing: Standing) -> HttpResponse:
    if standing == Standing.PUT_AWAY:
        return _guarded(render(request, "recognition/credentials/put_away.html", status=410))
    told = json.loads(made.document)
    # As `contents` wrote it: a sentence, and a line for each condition.
    given, *asked = told["credentialSubject"]["achievement"]["criteria"]["narrative"].splitlines()
    context = {
        "credential": made,
        "award": made.award,
        "standing": standing,
        "told": told,
        "given": given,
        "asked": [sentence.removeprefix("- ") for sentence in asked],
    }
    return _guarded(render(request, "recognition/credentials/credential.html", context))


def _file(made: Credential, standing: Standing, form: str) -> HttpResponse:
    """Also of one that ended: the published lists say so. Not of one that its holder put away."""
    if standing == Standing.PUT_AWAY:
        return _guarded(problem_answer(410, "put_away", "Its holder no longer shows it."))
    content_type, write = _FILES[form]
    answer = _guarded(HttpResponse(write(made), content_type=content_type))
    answer["Access-Control-Allow-Origin"] = "*"  # verifiers in browsers; nobody is signed in here
    return answer


def _guarded(answer: HttpResponse) -> HttpResponse:
    """For whoever has the link: kept by nobody on the way, found by no search, and told to no other site."""
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


_FILES: dict[str, tuple[str, Callable[[Credential], str | bytes]]] = {
    "json": (DOCUMENT, lambda made: made.document),
    "jwt": (TOKEN, lambda made: made.token),
    "png": ("image/png", baked_png),
    "svg": ("image/svg+xml", baked_svg),
}
