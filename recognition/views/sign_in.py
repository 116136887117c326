"""Sign in, become somebody (in a trial only), sign out."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from recognition.entrance.ways import come_by
from recognition.models import Person, User
from recognition.queries import doors
from recognition.queries.people import search
from recognition.views.guessing import seconds_to_wait

SHOWN = 12


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door: the company's sign-in, a password, and in a trial a list of people to become with one click."""
    onward = safe_onward(request)
    if request.user.is_authenticated and request.method != "POST" and "q" not in request.GET:
        return redirect(onward)
    if request.method == "POST" and (wait := seconds_to_wait(request)):
        return _too_often(request, wait)
    form = AuthenticationForm(request, data=request.POST or None)
    if settings.DEMO_LOGIN:  # the list of people comes first; the cursor must not scroll past it
        del form.fields["username"].widget.attrs["autofocus"]
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        come_by(request, user, "password")
        answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=onward))
        return answer  # which may ask for the second step first
    text = request.GET.get("q", "").replace("\x00", "")
    context = {"form": form, "q": text, **_door(onward)}
    if settings.DEMO_LOGIN:
        context |= {"found": search(text)[:SHOWN] if text.strip() else [], "suggested": doors.suggested()}
    part = "#found" if getattr(request, "htmx", False) else ""
    return render(request, f"recognition/sign_in/sign_in.html{part}", context)


def _door(onward: str) -> dict[str, object]:
    return {"next": onward, "parade": doors.parade(), "openid": settings.SIGN_IN.openid, "saml": settings.SIGN_IN.saml}


def _too_often(request: HttpRequest, wait: int) -> HttpResponse:
    """Before the password is looked at: a refused attempt says nothing about it."""
    sentence = ngettext(
        "Too many attempts. Try again in %(n)d second.",
        "Too many attempts. Try again in %(n)d seconds.",
        wait,
    )
    messages.error(request, sentence % {"n": wait})
    context = {"form": AuthenticationForm(request), **_door(safe_onward(request))}
    if settings.DEMO_LOGIN:
        context |= {"found": [], "suggested": doors.suggested()}
    answer = render(request, "recognition/sign_in/sign_in.html", context, status=429)
    answer["Retry-After"] = str(wait)
    return answer


@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Sign in as a person without a password. Only in a trial: anywhere else this address does not exist."""
    if not settings.DEMO_LOGIN:
        raise Http404
    person = get_object_or_404(Person.objects.active().human(), key=request.POST.get("person", "").replace("\x00", ""))
    user = User.objects.filter(person=person).first()
    if user is None:
        user = User(username=person.key, person=person)
        user.set_unusable_password()
        user.save()
    come_by(request, user, "trial")
    login(request, user)
    messages.success(request, _("You are %(name)s now.") % {"name": person.display_name})
    return redirect(safe_onward(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def safe_onward(request: HttpRequest) -> str:
    """Where to go after the door; only to this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if allowed else resolve_url(settings.LOGIN_REDIRECT_URL)
