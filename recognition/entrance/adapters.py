"""What allauth asks of the house: nobody signs up, whoever left stays out, the directory says who somebody is."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from rest_framework.request import Request

from recognition.actions import company_logins
from recognition.api.throttles import SignInByAddress
from recognition.entrance import openid, saml
from recognition.models import User

log = logging.getLogger(__name__)
PROVIDERS = {openid.WAY: openid.provider, "openid_connect": openid.provider, saml.WAY: saml.provider}
UNWANTED_MESSAGES = {"account/messages/logged_in.txt"}  # the page that follows says it


class Logins(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the other limits against guessing count."""
        return SignInByAddress().get_ident(Request(request)) or "unknown"

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **more: Any
    ) -> None:
        if message_template not in UNWANTED_MESSAGES:
            super().add_message(request, level, message_template, *args, **more)

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        """Asked once for every way in, before any second step."""
        answer: HttpResponse | None = super().pre_login(request, user, **more)
        if answer is None and user.person is not None and not user.person.is_active:
            clear_login(request)
            return refused(request, _("This login belongs to somebody who no longer works here."))
        return answer

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return refused(request, _("This login is closed."))


class CompanyLogins(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        """From the environment alone: a row in a table must not open another door."""
        return []

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> Any:
        if provider not in PROVIDERS:
            raise SocialApp.DoesNotExist(provider)
        return PROVIDERS[provider](request)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Whoever the provider named is somebody of the directory, or gets a page that says why not."""
        identity = sociallogin.identity
        try:
            sociallogin.user = company_logins.recognise(account=sociallogin.account, identity=identity)
        except ValidationError as no:
            log.info("Sign-in with %s refused (%s): %s", identity.way, no.code, identity.subject)
            raise ImmediateHttpResponse(refused(request, " ".join(no.messages))) from no

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        if error == AuthError.CANCELLED:
            messages.info(request, _("You have broken off the sign-in. Nothing happened."))
            raise ImmediateHttpResponse(redirect("recognition:sign_in"))
        log.warning("Sign-in with %s failed: %s", provider, exception or error)
        raise ImmediateHttpResponse(failed(request))


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """The provider is believed, and the person may not in."""
    return render(request, "recognition/sign_in/refused.html", {"sentence": sentence}, status=403)


def failed(request: HttpRequest, status: int = 400) -> HttpResponse:
    """The provider is not believed, or not reached. What was wrong with it is for the log."""
    return render(request, "recognition/sign_in/failed.html", status=status)
