"""What opens the API in somebody's name: list, make, end."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods
from knox.models import AuthToken

from recognition.actions import tokens as actions
from recognition.forms.settings import TokenForm
from recognition.models import User
from recognition.queries.tokens import living_tokens, scopes_of
from recognition.scopes import SCOPES
from recognition.views.who import PersonRequest, for_people


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
@sensitive_variables("secret", "context")
def tokens(request: PersonRequest) -> HttpResponse:
    """A new one is shown on the answer itself, once: it is stored nowhere, and no cache may keep the page."""
    form, made, secret = TokenForm(), None, ""
    if request.method == "POST":
        form = TokenForm(request.POST)
        if form.is_valid():
            try:
                made, secret = actions.make(by=request.person, **form.cleaned_data)
                form = TokenForm()
            except ValidationError as refused:
                form.add_error(None, refused)
    context = {"form": form, "made": made, "secret": secret, "tokens": _with_words(living_tokens(_login(request)))}
    status = 422 if form.errors else 201 if made else 200
    response = render(request, "recognition/settings/tokens.html", context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def end(request: PersonRequest, token: str) -> HttpResponse:
    """Asks first: what uses the token is shut out at once, and a token cannot be brought back."""
    found = _own(request, token)
    if request.method != "POST":
        return render(request, "recognition/settings/end_token.html", {"token": found})
    actions.end(by=request.person, token=found)
    messages.success(request, _("The token is ended: it opens nothing any more."))
    return redirect("recognition:settings_tokens")


def _with_words(tokens: Iterable[AuthToken]) -> list[AuthToken]:
    """Each with `opens`, what it is narrowed to; nothing: it is not."""
    shown = list(tokens)
    for token in shown:
        token.opens = [SCOPES[scope] for scope in scopes_of(token) if scope in SCOPES]
    return shown


def _own(request: PersonRequest, token: str) -> AuthToken:
    found: AuthToken = get_object_or_404(living_tokens(_login(request)), token_key=token)
    return found


def _login(request: PersonRequest) -> User:
    assert isinstance(request.user, User)  # `for_people` saw to it
    return request.user
