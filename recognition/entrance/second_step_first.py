"""Who must have a second factor and has none gets no further than setting one up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from recognition.entrance.second_factors import is_missing
from recognition.models import User
from recognition.problems import problem_answer

# What one needs on the way there, or to leave again.
OPEN = {
    "recognition:sign_in", "recognition:sign_out", "recognition:theme", "recognition:language", "account_login",
    "own_password", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_remove_webauthn", "mfa_edit_webauthn", "mfa_deactivate_totp", "healthz", "readyz", "favicon",
    "recognition:hook",
}  # fmt: skip
SAME_FOR_EVERYBODY = ".svg"  # pictures ask not who looks


class SecondStepFirst:
    """Stands below the sign-in. No statement of its own: the session and the login know all it asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if request.path_info.endswith(SAME_FOR_EVERYBODY) or match is None or match.view_name in OPEN:
            return None
        if not isinstance(request.user, User) or not is_missing(request, request.user):
            return None
        sentence = _("Set up a second step first: your role may change what others hold.")
        if "api" in match.namespaces:
            return problem_answer(403, "second_step", sentence)
        messages.info(request, sentence)
        return redirect("mfa_index")
