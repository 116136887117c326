"""Where news is posted to: the list, a new one, and one with its settings and its log."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recognition import permissions, shown_once
from recognition.actions import endpoints as actions
from recognition.endpoints.events import EVENTS
from recognition.forms.office.endpoints import ChangedEndpoint, NewEndpoint
from recognition.models import Endpoint, OutboxMessage
from recognition.queries import endpoints as queries
from recognition.views.office.doors import for_admins, for_office
from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest

A_PAGE = 30


@require_safe
@for_office
def endpoints(request: PersonRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\x00", "")
    found = list(queries.endpoints(text))
    states = queries.states_of(found)
    context = {
        "endpoints": [(endpoint, states[endpoint.destination], _words_of(endpoint)) for endpoint in found],
        "q": text,
        "may_change": permissions.may_manage_endpoints(request.person),
    }
    part = "#results" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"recognition/office/endpoints.html{part}", context)


@sensitive_post_parameters("url")
@sensitive_variables("secret", "made")
@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def new(request: PersonRequest) -> HttpResponse:
    """A secret is shown on its page, once."""
    form = NewEndpoint(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := form.save(request.person)) is not None:
        endpoint, secret = made
        if secret:
            shown_once.keep(request, _place(endpoint), secret)
        messages.success(request, _("%(endpoint)s is made. Send it a test.") % {"endpoint": endpoint.name})
        return redirect("recognition:office_endpoint", endpoint.pk)
    return render(request, "recognition/office/new_endpoint.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters("url")
@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def endpoint(request: PersonRequest, number: int) -> HttpResponse:
    """A POST changes what is posted; the action asks who may."""
    found = _find(number)
    form = ChangedEndpoint(found, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.save(request.person) is not None:
        messages.success(request, _("%(endpoint)s is kept like this.") % {"endpoint": found.name})
        return redirect("recognition:office_endpoint", number)
    return _page(request, found, form)


ACTS: dict[str, tuple[Callable[..., None], object]] = {
    "on": (actions.switch_on, gettext_lazy("It is switched on.")),
    "off": (actions.switch_off, gettext_lazy("It is switched off: nothing is posted.")),
    "test": (actions.send_test, gettext_lazy("A test is on its way: its answer will stand below.")),
    "drop-secret": (actions.drop_old_secret, gettext_lazy("The earlier secret signs nothing any more.")),
}


@require_POST
@for_admins
def act(request: PersonRequest, number: int, act: str) -> HttpResponse:
    found = _find(number)
    if act == "secret":
        return _new_secret(request, found)
    if act == "remove" and request.POST.get("sure") != "on":
        messages.error(request, _("Say that you know it: what is removed cannot be brought back."))
        return redirect("recognition:office_endpoint", number)
    if act == "remove":
        actions.remove(by=request.person, endpoint=found)
        messages.success(request, _("%(endpoint)s is removed.") % {"endpoint": found.name})
        return redirect("recognition:office_endpoints")
    if act not in ACTS:
        raise Http404
    does, said = ACTS[act]
    with saying_why(request):
        does(by=request.person, endpoint=found)
        messages.success(request, str(said))
    return redirect("recognition:office_endpoint", number)


@require_POST
@for_admins
def send_again(request: PersonRequest, number: int, message: int) -> HttpResponse:
    found = _find(number)
    wanted = get_object_or_404(OutboxMessage, pk=message, destination=found.destination)
    with saying_why(request):
        actions.send_again(by=request.person, endpoint=found, message=wanted)
        messages.success(request, _("It is on its way once more."))
    return redirect("recognition:office_endpoint", number)


@sensitive_variables("secret")
def _new_secret(request: PersonRequest, found: Endpoint) -> HttpResponse:
    with saying_why(request):
        replace = request.POST.get("replace") == "on"
        secret = actions.make_secret(by=request.person, endpoint=found, replace=replace)
        shown_once.keep(request, _place(found), secret)
    return redirect("recognition:office_endpoint", found.pk)


def _place(endpoint: Endpoint) -> str:
    return f"endpoint-{endpoint.pk}"


def _find(number: int) -> Endpoint:
    return get_object_or_404(Endpoint.objects.select_related("team", "badge"), pk=number)


@sensitive_variables("context")
def _page(request: PersonRequest, shown: Endpoint, form: ChangedEndpoint) -> HttpResponse:
    state = request.GET.get("state", "")
    page = Paginator(queries.messages_to(shown, state), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "form": form,
        "secret": shown_once.take(request, _place(shown)),
        "events": _words_of(shown),
        "page": page,
        "state": state,
        "states": OutboxMessage.State.choices,
        "may_change": permissions.may_manage_endpoints(request.person),
    }
    return render(request, "recognition/office/endpoint.html", context, status=422 if form.errors else 200)


def _words_of(endpoint: Endpoint) -> list[object]:
    return [EVENTS[name].words for name in endpoint.events if name in EVENTS]
