"""A tool that delivers outcomes: its secrets, its deliveries, and a trial."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recognition import permissions, shown_once
from recognition.actions import deliveries as delivery_actions
from recognition.actions import source_secrets
from recognition.deliveries.registry import SOURCES
from recognition.deliveries.trial import try_out
from recognition.forms.office.sources import SecretForm
from recognition.models import Delivery, SourceSecret
from recognition.queries import deliveries as queries
from recognition.views.office.doors import for_admins, for_office
from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest

A_PAGE = 25


@never_cache
@sensitive_post_parameters("secret")
@sensitive_variables("form", "made")
@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def source(request: PersonRequest, source: str) -> HttpResponse:
    """A POST makes a secret; the next look at the page shows it, once."""
    _known(source)
    form = SecretForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := form.save(request.person, source)) is not None:
        shown_once.keep(request, f"source-{source}", made[1])
        return redirect("recognition:source", source)
    return _page(request, source, form)


@require_POST
@for_admins
def end_secret(request: PersonRequest, source: str, number: int) -> HttpResponse:
    secret = get_object_or_404(SourceSecret, source=source, pk=number)
    with saying_why(request):
        source_secrets.end(by=request.person, secret=secret)
        messages.success(request, _("%(name)s opens nothing from now on.") % {"name": secret.name})
    return redirect("recognition:source", source)


@require_POST
@for_admins
def test(request: PersonRequest, source: str) -> HttpResponse:
    """A signed sample through the same checks. Stores nothing."""
    _known(source)
    good, steps = try_out(SOURCES[source])
    return _page(request, source, SecretForm(), trial=(good, steps))


@require_safe
@for_office
def delivery(request: PersonRequest, source: str, number: int) -> HttpResponse:
    found = get_object_or_404(queries.deliveries(source), pk=number)
    _known(source)
    context = {
        "tool": SOURCES[source],
        "delivery": found,
        "facts": Paginator(queries.facts_of(found), 100).get_page(request.GET.get("page")),
        "may_change": permissions.is_admin(request.person),
    }
    return render(request, "recognition/office/sources/delivery.html", context)


@require_POST
@for_admins
def retry(request: PersonRequest, source: str, number: int) -> HttpResponse:
    found = get_object_or_404(Delivery, source=source, pk=number)
    with saying_why(request):
        delivery_actions.retry(by=request.person, delivery=found)
        messages.success(request, _("It is worked on again in a moment."))
    return redirect("recognition:source_delivery", source, number)


def _known(source: str) -> None:
    if source not in SOURCES:
        raise Http404


@sensitive_variables("context")
def _page(
    request: PersonRequest, source: str, form: SecretForm, *, trial: tuple[bool, list[str]] | None = None
) -> HttpResponse:
    state = request.GET.get("state", "")
    tool = queries.tools([source])[0]
    context = {
        "tool": tool,
        "door": request.build_absolute_uri(reverse("recognition:hook", args=[source])),
        "most": queries.MOST_COUNTED,
        "form": form,
        "secret": shown_once.take(request, f"source-{source}"),
        "secrets": queries.secrets(source),
        "trial": trial,
        "state": state,
        "states": Delivery.State.choices,
        "page": Paginator(queries.deliveries(source, state), A_PAGE).get_page(request.GET.get("page")),
        "may_change": permissions.is_admin(request.person),
    }
    status = 422 if form.errors else 200
    return render(request, "recognition/office/sources/source.html", context, status=status)
