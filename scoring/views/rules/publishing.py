"""The way of a draft into force: tried in the shadow, asked for, and decided by a second person."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest, for_people
from scoring.actions import drills, publishing, rule_previews, shadows
from scoring.models import PublishRequest, RuleVersion, Shadow
from scoring.views.rules.access import writable
from scoring.views.rules.rule import rule_page, text_of


@require_POST
@for_people
def approve(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    asked = _asked(request, slug, number)
    with saying_why(request):
        version = publishing.approve(by=request.person, request=asked)
        messages.success(
            request,
            _("Version %(number)d is in force. Everybody is judged by it now; awards that were given stay.")
            % {"number": version.number},
        )
    return redirect("scoring:rule", slug)


@require_POST
@for_people
def decline(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    asked, reason = _asked(request, slug, number), request.POST.get("reason", "").strip()
    try:
        publishing.decline(by=request.person, request=asked, reason=reason)
    except ValidationError as refused:
        return rule_page(request, asked.version.badge, about=asked.pk, reason=reason, errors=refused.messages)
    messages.success(
        request, _("Declined. %(name)s can read why; the draft stays.") % {"name": asked.asked_by.display_name}
    )
    return redirect("scoring:rule", slug)


@require_POST
@for_people
def withdraw(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    asked = _asked(request, slug, number)
    with saying_why(request):
        publishing.withdraw(by=request.person, request=asked)
        messages.success(request, _("Your request is taken back; the draft stays."))
    return redirect("scoring:rule", slug)


@require_POST
@for_people
def ask(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """Ask that a draft be published, as it was kept."""
    return _with_text(request, slug, number, lambda text: ask_to_publish(request, text, request.POST.get("note", "")))


def ask_to_publish(request: PersonRequest, text: str, note: str) -> None:
    """Ask, and have worked out for the second person whom it would bring the badge. Raises ValidationError."""
    publishing.ask(by=request.person, text=text, note=note.strip())
    messages.success(request, _("Asked. Another program admin looks at it and approves or declines."))
    with saying_why(request):
        rule_previews.ask(by=request.person, text=text)


@require_POST
@for_people
def preview(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    def counted(text: str) -> HttpResponse:
        return redirect("scoring:rule_preview", slug, rule_previews.ask(by=request.person, text=text).pk)

    return _with_text(request, slug, number, counted)


@require_POST
@for_people
def drill(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    def played(text: str) -> HttpResponse:
        return redirect("scoring:drill", drills.ask(by=request.person, text=text).pk)

    return _with_text(request, slug, number, played)


@require_POST
@for_people
def start_trial(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    return _with_text(request, slug, number, lambda text: start_to_try(request, text))


def start_to_try(request: PersonRequest, text: str) -> None:
    """Raises ValidationError."""
    shadows.start(by=request.person, text=text)
    messages.success(request, _("On trial: it decides beside the rule in force, and nothing follows from it."))


@require_POST
@for_people
def stop_trial(request: PersonRequest, slug: str) -> HttpResponse:
    badge = writable(request.person, slug)
    running = get_object_or_404(Shadow, badge=badge, stopped_at=None)
    shadows.stop(by=request.person, shadow=running)
    messages.success(request, _("The trial is over. Its last answers stay to be compared."))
    return redirect("scoring:rule", slug)


def _asked(request: PersonRequest, slug: str, number: int) -> PublishRequest:
    badge = writable(request.person, slug)
    rows = PublishRequest.objects.select_related("version__badge", "asked_by")
    return get_object_or_404(rows, version__badge=badge, pk=number)


def _with_text(
    request: PersonRequest, slug: str, number: int, act: Callable[[str], HttpResponse | None]
) -> HttpResponse:  # fmt: skip
    """Do it with the text of this version; then on to where it leads, else back to the rule, also when refused."""
    badge = writable(request.person, slug)
    version = get_object_or_404(RuleVersion.objects.select_related("badge"), badge=badge, number=number)
    leads_on = None
    with saying_why(request):
        leads_on = act(text_of(version))
    return leads_on or redirect("scoring:rule", slug)
