"""The company's sign-in: off to the provider, and back with what it says."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.sessions import LoginSession
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from recognition.entrance import openid, saml
from recognition.entrance.adapters import failed
from recognition.views.sign_in import safe_onward

log = logging.getLogger(__name__)
# A provider may be away, answer nonsense, or leave out what it must say.
NOT_BELIEVED = (OAuth2Error, ProviderException, RequestException, *saml.NOT_XML)
WAITING, COOKIE = "saml_answer", "saml-answer"


def _or_a_page(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Not configured: no such address. The provider at fault: a page that says so, and the cause in the log."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except SocialApp.DoesNotExist as missing:
            raise Http404 from missing
        except saml.BadAnswerError as bad:
            log.warning("A SAML answer is not believed: %s", bad)
        except PermissionDenied:
            log.warning("A company sign-in came back that this browser did not begin, or has used already.")
        except NOT_BELIEVED as error:
            log.warning("The company sign-in does not work: %s: %s", type(error).__name__, error)
            return failed(request, 502)
        return failed(request)

    return guarded


@require_GET
@_or_a_page
def openid_begin(request: HttpRequest) -> HttpResponse:
    answer: HttpResponse = openid.provider(request).redirect(request, AuthProcess.LOGIN, next_url=safe_onward(request))
    return answer


@require_GET
@_or_a_page
def openid_back(request: HttpRequest) -> HttpResponse:
    openid.provider(request)
    view = OAuth2CallbackView.adapter_view(openid.CompanyOpenIDAdapter(request, openid.WAY))
    answer: HttpResponse = view(request)
    return answer


@require_GET
@_or_a_page
def saml_begin(request: HttpRequest) -> HttpResponse:
    answer: HttpResponse = saml.provider(request).redirect(request, AuthProcess.LOGIN, next_url=safe_onward(request))
    return answer


@csrf_exempt  # the provider's page sends the form; its signature is what is believed
@require_POST
@_or_a_page
def saml_acs(request: HttpRequest) -> HttpResponse:
    """Where the form arrives, without this site's cookies. What is not believed is not kept, not even for a moment."""
    saml.provider(request)
    answer = request.POST.get("SAMLResponse", "")
    saml.believed(request, answer)
    onward = redirect("saml_finish")
    waiting = LoginSession(request, WAITING, COOKIE)
    waiting.store["answer"] = answer
    waiting.store.set_expiry(60)
    waiting.save(onward)
    return onward


@require_GET
@_or_a_page
def saml_finish(request: HttpRequest) -> HttpResponse:
    """The same answer, with this site's cookies: only the browser that asked for it gets in, once."""
    provider = saml.provider(request)
    waiting = LoginSession(request, WAITING, COOKIE)
    answer = waiting.store.get("answer", "")
    waiting.delete()
    identity, asked = saml.believed(request, answer)
    state = provider.unstash_redirect_state(request, asked)
    login = provider.sociallogin_from_response(request, identity)
    login.state = state
    done: HttpResponse = complete_social_login(request, login)
    return done


@require_GET
@_or_a_page
def saml_metadata(request: HttpRequest) -> HttpResponse:
    saml.provider(request)
    return HttpResponse(saml.metadata(request), content_type="application/samlmetadata+xml")
