"""One's own password and second factors. Of everybody with a login, whether or not they stand in the directory."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django.views.generic.edit import FormView

from recognition.actions.own_password import change_own_password
from recognition.entrance.credentials_sent import OrAPage
from recognition.entrance.unreadable import unreadable
from recognition.entrance.ways import SECOND
from recognition.forms.own_password import OwnPasswordForm
from recognition.models import User
from recognition.sealed import BrokenSealError

BACK = reverse_lazy("mfa_index")
PAGE, PAGE_AND_FORM = ["get", "head"], ["get", "head", "post"]


class Shown:
    """Whoever has just set one up has it in their hand: this visit counts as one with a second step."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        self.request.session[SECOND] = True  # type: ignore[attr-defined]
        return answer


class Security(IndexView):
    template_name = "recognition/security/security.html"
    http_method_names = PAGE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert isinstance(self.request.user, User)
        return {**super().get_context_data(**kwargs), "unreadable": unreadable(self.request.user)}


@method_decorator(never_cache, name="dispatch")
class AddApp(Shown, ActivateTOTPView):
    template_name = "recognition/security/add_app.html"
    http_method_names = PAGE_AND_FORM


class RemoveApp(DeactivateTOTPView):
    template_name = "recognition/security/remove_app.html"
    http_method_names = PAGE_AND_FORM


class AddKey(OrAPage, Shown, AddWebAuthnView):
    template_name = "recognition/security/add_key.html"
    http_method_names = PAGE_AND_FORM


class NameKey(EditWebAuthnView):
    template_name = "recognition/security/name_key.html"
    http_method_names = PAGE_AND_FORM
    success_url = BACK


class RemoveKey(RemoveWebAuthnView):
    template_name = "recognition/security/remove_key.html"
    http_method_names = PAGE_AND_FORM
    success_url = BACK


@method_decorator(never_cache, name="dispatch")
class Codes(ViewRecoveryCodesView):
    """Shown once, after they are made."""

    template_name = "recognition/security/codes.html"
    http_method_names = PAGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().get(request, *args, **kwargs)
        except BrokenSealError:  # the page that follows says so
            return redirect(BACK)
        return answer


class NewCodes(GenerateRecoveryCodesView):
    template_name = "recognition/security/new_codes.html"
    http_method_names = PAGE_AND_FORM

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Past allauth's own, which counts the codes that are left: they may be unreadable, and are replaced."""
        return FormView.get_context_data(self, **kwargs)


@sensitive_post_parameters("current", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """The present one is asked for, five times a minute at most."""
    user = request.user
    assert isinstance(user, User)
    form = OwnPasswordForm(request.POST or None)
    too_often = request.method == "POST" and not ratelimit.consume(request, action="change_password", user=user)
    if request.method == "POST" and not too_often and form.is_valid():
        try:
            change_own_password(user=user, current=form.cleaned_data["current"], password=form.cleaned_data["password"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            update_session_auth_hash(request, user)  # this session stays, the others end
            messages.success(request, _("Your password is changed. Elsewhere you have to sign in again."))
            return redirect("mfa_index")
    status = 429 if too_often else 422 if form.errors else 200
    context = {"form": form, "too_often": too_often}
    return render(request, "recognition/security/password.html", context, status=status)
