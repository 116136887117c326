"""Take a company account away from one's own login."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recognition.actions import company_accounts as actions
from recognition.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def disconnect(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first, and who sits there. Where nothing else opens the login, the page says what to do instead."""
    raise_if_reauthentication_required(request, app="recognition")
    user = request.user
    assert isinstance(user, User)
    account, error = get_object_or_404(SocialAccount, pk=pk, user=user), ""
    if request.method == "POST":
        try:
            actions.disconnect_own(user=user, account=account)
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            messages.success(request, _("The company account opens your login no more."))
            return redirect("mfa_index")
    context = {"account": account, "error": error, "may": actions.opens_by_other_ways(user, account)}
    return render(request, "recognition/security/disconnect.html", context, status=422 if error else 200)
