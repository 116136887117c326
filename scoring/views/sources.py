"""Sources: where outcomes and usage come from, when something last came, and the tokens that open the doors."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST
from knox.models import AuthToken

from recognition import shown_once
from recognition.actions import logins
from recognition.permissions import may_import
from recognition.queries import sources as outcome_sources
from recognition.queries.deliveries import tools as delivering_tools
from recognition.queries.tokens import all_living_tokens
from recognition.views.office.doors import for_admins, for_office
from recognition.views.who import PersonRequest
from scoring import permissions
from scoring.actions import usage
from scoring.forms.sources import TokenForm
from scoring.models import UsageToken
from scoring.queries import sources as queries

A_PAGE = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_office
@sensitive_variables("made", "context")
def sources(request: PersonRequest) -> HttpResponse:
    """A POST makes a usage token; the next look at the page shows its secret, once."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := form.save(request.person)) is not None:
        shown_once.keep(request, "usage-tokens", made[1])
        return redirect("scoring:sources")
    text = request.GET.get("q", "").replace("\x00", "")
    context = {
        "q": text,
        "sources": outcome_sources.sources(),
        "tools": delivering_tools(),
        "most": outcome_sources.MOST_COUNTED,
        "usage": queries.usage(),
        "most_accounts": queries.MOST_COUNTED,
        "tokens": queries.tokens(),
        "form": form,
        "secret": shown_once.take(request, "usage-tokens"),
        "api_tokens": Paginator(all_living_tokens(text), A_PAGE).get_page(request.GET.get("page")),
        "may_manage": permissions.may_manage_tokens(request.person),
        "may_import": may_import(request.person),
    }
    return render(request, "scoring/sources/sources.html", context, status=422 if form.errors else 200)


@require_POST
@for_admins
def end_usage_token(request: PersonRequest, number: int) -> HttpResponse:
    token = get_object_or_404(UsageToken, pk=number)
    usage.end_token(by=request.person, token=token)
    messages.success(request, _("%(name)s opens nothing from now on.") % {"name": token.name})
    return redirect("scoring:sources")


@require_POST
@for_admins
def end_api_token(request: PersonRequest, beginning: str) -> HttpResponse:
    token = get_object_or_404(AuthToken.objects.select_related("user__person"), token_key=beginning)
    logins.end_token(by=request.person, token=token)
    messages.success(request, _("The token opens nothing from now on."))
    return redirect("scoring:sources")
