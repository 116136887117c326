"""What a person reads and says outside of these pages: their feeds, and their accounts in the chat."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from recognition.actions import chat_accounts, feed_addresses
from recognition.feeds.documents import FEEDS
from recognition.models import Badge, ChatAccount, FeedAddress, Person, Team
from recognition.site_address import site_address
from recognition.views.who import PersonRequest, for_people


@require_safe
@for_people
def elsewhere(request: PersonRequest) -> HttpResponse:
    """`?feed=teams/platform` asks for the address of that feed too. It stands here alone, and in no cache."""
    address = FeedAddress.objects.filter(person=request.person).first()
    context = {
        "address": address,
        "feeds": _feeds(request, address),
        "asked": request.GET.get("feed", ""),
        "accounts": ChatAccount.objects.filter(person=request.person),
    }
    answer = render(request, "recognition/settings/elsewhere.html", context)
    patch_cache_control(answer, private=True, no_store=True)
    return answer


@require_POST
@for_people
def feeds(request: PersonRequest, act: str) -> HttpResponse:
    if act == "make":
        feed_addresses.make(by=request.person)
        messages.success(request, _("Your feeds have their addresses. Earlier ones open nothing any more."))
    elif act == "end":
        feed_addresses.end(by=request.person)
        messages.success(request, _("Your feeds are closed: no program reads them any more."))
    else:
        raise Http404
    asked = request.POST.get("feed", "")
    back = reverse("recognition:settings_elsewhere")
    return redirect(f"{back}?{urlencode({'feed': asked})}" if asked and act == "make" else back)


@require_POST
@for_people
def end_account(request: PersonRequest, number: int) -> HttpResponse:
    account = get_object_or_404(ChatAccount, pk=number, person=request.person)
    chat_accounts.end(by=request.person, account=account)
    messages.success(request, _("Nothing is said in your name from there any more."))
    return redirect("recognition:settings_elsewhere")


def _feeds(request: PersonRequest, address: FeedAddress | None) -> list[tuple[str, str]]:
    """(what, address): the one that was asked for, the person's own, their team's."""
    person = request.person
    known = [_named(request.GET.get("feed", "")), (person.display_name, "people", person.key)]
    if person.team is not None:
        known.append((person.team.name, "teams", person.team.key))
    secret = f"?{urlencode({'secret': feed_addresses.secret_of(address)})}" if address else ""
    site = site_address(request)
    return [
        (words, f"{site}{reverse('recognition:feed', args=[what, key])}{secret}")
        for words, what, key in dict.fromkeys(filter(None, known))
    ]


def _named(asked: str) -> tuple[str, str, str] | None:
    what, _slash, key = asked.replace("\x00", "").partition("/")
    if what not in FEEDS or not key:
        return None
    if what == "badges":
        badge = Badge.objects.exclude(state=Badge.State.DRAFT).filter(slug=key).first()
        return (badge.shown_name, what, key) if badge else None
    if what == "teams":
        team = Team.objects.filter(key=key).first()
        return (team.name, what, key) if team else None
    person = Person.objects.filter(key=key).first()
    return (person.display_name, what, key) if person else None
