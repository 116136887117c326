"""Language and time, what others see, and what one wants to be told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, override
from django.views.decorators.http import require_http_methods

from recognition.forms.settings import LanguageAndTimeForm, MessagesForm, VisibilityForm, save_or_say_why
from recognition.notify.by_mail import ALWAYS, ALWAYS_WORDS, mail_is_on
from recognition.notify.kinds import TOPICS
from recognition.queries.preferences import preferences_of, time_zone_of, time_zones
from recognition.views.language import keep_language
from recognition.views.who import PersonRequest, for_people

_PARTS: dict[str, tuple[type[Any], Promise]] = {
    "place": (LanguageAndTimeForm, gettext_lazy("Language and time are kept.")),
    "visibility": (VisibilityForm, gettext_lazy("What others see is kept.")),
    "messages": (MessagesForm, gettext_lazy("What you are told is kept.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def preferences(request: PersonRequest) -> HttpResponse:
    """Three forms; each is kept by itself."""
    forms = {part: form.of(request.person) for part, (form, _done) in _PARTS.items()}
    part = request.POST.get("part", "")
    if request.method == "POST" and part in _PARTS:
        form, done = _PARTS[part]
        forms[part] = form(request.POST)
        if save_or_say_why(forms[part], request.person):
            return _kept(request, done)
    context = {
        "place": forms["place"],
        "visibility": forms["visibility"],
        "messages_form": forms["messages"],  # `messages` are the toasts
        "topics": [
            (box, more, forms["messages"][f"mail_{topic}"])
            for box, (topic, (_name, more)) in zip(forms["messages"]["wanted"], TOPICS.items(), strict=True)
        ],
        "always": (*ALWAYS_WORDS, forms["messages"][f"mail_{ALWAYS}"]),
        "mail_is_on": mail_is_on(),
        "has_address": bool(request.person.email),
        "time_zones": time_zones(),
        "own_zone": time_zone_of(request.person).key,
    }
    return render(
        request, "recognition/settings/preferences.html", context, status=422 if request.method == "POST" else 200
    )


def _kept(request: PersonRequest, done: Promise) -> HttpResponse:
    """In the language that was just chosen; the cookie follows it, so that the sign-in page speaks it too."""
    chosen = preferences_of(request.person).language
    with override(chosen or get_language()):
        messages.success(request, str(done))
    response = redirect("recognition:settings")
    keep_language(request, response, chosen)
    return response
