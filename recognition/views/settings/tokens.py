"""What opens the API in somebody's name: list, make, end."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods
from knox.models import AuthToken

from recognition import shown_once
from recognition.actions import tokens as actions
from recognition.forms.settings import TokenForm
from recognition.models import User
from recognition.queries.tokens import living_tokens, scopes_of
from recognition.scopes import SCOPES
from recognition.views.who import PersonRequest, for_people

PLACE = "own-tokens"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people
@sensitive_variables("secret", "context")
def tokens(request: PersonRequest) -> HttpResponse:
    """A new one is shown by the next look at the page, once, and no cache may keep that."""
    form = TokenForm()
    if request.method == "POST":
        form = TokenForm(request.POST)
        if form.is_valid():
            try:
                _token, secret = actions.make(by=request.person, **form.cleaned_data)
                shown_once.keep(request, PLACE, secret)
                return redirect("recognition:settings_tokens")
            except ValidationError as refused:
                form.add_error(None, refused)
    shown, secret = _with_words(living_tokens(_login(request))), shown_once.take(request, PLACE)
    made = next((token for token in shown if secret.startswith(token.token_key)), None)
    context = {"form": form, "made": made, "secret": secret, "tokens": shown}
    return render(request, "recognition/settings/tokens.html", context, status=422 if form.errors else 200)


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
