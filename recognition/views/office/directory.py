"""The company's directory: the tokens with which it tells of people, what came last, and who waits for a manager."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from recognition import permissions, shown_once
from recognition.actions import directory_tokens
from recognition.forms.office.directory import DirectoryTokenForm
from recognition.models import DirectoryToken
from recognition.queries import directory_users as queries
from recognition.views.office.doors import for_admins, for_office
from recognition.views.who import PersonRequest

A_PAGE = 30
REQUESTS_SHOWN = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_office
@sensitive_variables("made", "context")
def directory(request: PersonRequest) -> HttpResponse:
    """A POST makes a token; the next look at the page shows its secret, once."""
    may_change = permissions.may_manage_people(request.person)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    form = DirectoryTokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := form.save(request.person)) is not None:
        shown_once.keep(request, "directory", made[1])
        return redirect("recognition:office_directory")
    now = timezone.now()
    tokens = list(queries.tokens()[:A_PAGE])
    waiting = Paginator(queries.waiting(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "secret": shown_once.take(request, "directory"),
        "address": request.build_absolute_uri("/scim/v2"),
        "patterns": settings.SCIM_TEAM_GROUPS,
        "tokens": [(token, token.ended_at is None and token.expires_at > now) for token in tokens],
        "requests": queries.last_requests()[:REQUESTS_SHOWN],
        "page": waiting,
        "users": queries.living().count(),
        "may_change": may_change,
    }
    return render(request, "recognition/office/directory.html", context, status=422 if form.errors else 200)


@require_POST
@for_admins
def end(request: PersonRequest, number: int) -> HttpResponse:
    token = get_object_or_404(DirectoryToken, pk=number)
    directory_tokens.end(by=request.person, token=token)
    messages.success(request, _("%(name)s opens nothing from now on.") % {"name": token.name})
    return redirect("recognition:office_directory")
