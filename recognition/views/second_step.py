"""The second step of a sign-in, a sign-in by passkey, and showing once more who one is before a change."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from recognition.entrance.credentials_sent import OrAPage
from recognition.entrance.unreadable import SENTENCE, is_lost
from recognition.forms.second_step import CodeAgainForm, CodeForm
from recognition.views.sign_in import safe_onward

AGAIN = "recognition/security/again.html"
PAGE_AND_FORM = ["get", "head", "post"]  # the framework would also take PUT for a form


@method_decorator(sensitive_post_parameters(), name="dispatch")
class SecondStep(OrAPage, AuthenticateView):
    form_class = CodeForm
    template_name = "recognition/sign_in/second_step.html"
    http_method_names = PAGE_AND_FORM

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who cannot come in with any code learns it before typing one."""
        lost = not self.auth_form.errors and is_lost(self.stage.login.user)
        return {**super().get_context_data(**kwargs), "unreadable": SENTENCE if lost else ""}


class Passkey(OrAPage, LoginWebAuthnView):
    """A page with the button; its script asks the same address for what the browser has to sign."""

    template_name = "recognition/sign_in/passkey.html"
    http_method_names = PAGE_AND_FORM

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if get_adapter().is_ajax(request):
            answer: HttpResponse = super().get(request, *args, **kwargs)
        else:
            answer = self.render_to_response(self.get_context_data())
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "next": safe_onward(self.request)}

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, _("This passkey opens no login here."))
        return redirect("mfa_login_webauthn")


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class AgainByPassword(ReauthenticateView):
    template_name = AGAIN
    http_method_names = PAGE_AND_FORM


class AgainByCode(ReauthenticateByCodeView):
    form_class = CodeAgainForm
    template_name = AGAIN
    http_method_names = PAGE_AND_FORM


class AgainByKey(OrAPage, ReauthenticateWebAuthnView):
    template_name = "recognition/security/again_by_key.html"
    http_method_names = PAGE_AND_FORM

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, _("This key is not one of yours."))
        return redirect("mfa_reauthenticate_webauthn")
