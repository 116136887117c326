"""`/recognise`: does what was typed, in the name of who typed it, and says what came of it."""

from __future__ import annotations

import difflib
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from recognition.actions import chat_accounts, nominations, thanks
from recognition.actions.refusals import refusal
from recognition.chat.answers import mrkdwn, only_to_you
from recognition.chat.slack_requests import SlackCommand
from recognition.chat.whom import Found, whom
from recognition.chat.words import Said, read
from recognition.models import Badge, ChatAccount, Person
from recognition.permissions import takes_part
from recognition.queries.badges import badges_to_nominate_for
from recognition.queries.preferences import language_of, time_zone_of

SLACK = "slack"
BADGES_NAMED = 20  # in the help


def answer(command: SlackCommand, site: str) -> dict[str, Any]:
    """What the one who typed sees, in their language. A refused act writes nothing."""
    account = _known(command)
    if account is None or account.person is None:
        return _ask_to_link(command, site)
    person = account.person
    with translation.override(language_of(person) or settings.LANGUAGE_CODE), timezone.override(time_zone_of(person)):
        if not takes_part(person):
            return only_to_you(_("Only people who work here can recognise colleagues."))
        said = read(command.text)
        if said is None:
            return _help()
        found = whom(said, provider=SLACK, workspace=command.workspace)
        if found.person is None:
            return _nobody(said, found)
        try:
            return _recognise(person, found.person, said, site)
        except ValidationError as refused:
            return only_to_you(*(mrkdwn(sentence) for sentence in refused.messages), _nothing_said())
        except PermissionDenied as refused:
            return only_to_you(mrkdwn(str(refused)), _nothing_said())


def _known(command: SlackCommand) -> ChatAccount | None:
    accounts = ChatAccount.objects.select_related("person__preferences", "person__team")
    return accounts.filter(provider=SLACK, workspace=command.workspace, account=command.account).first()


def _ask_to_link(command: SlackCommand, site: str) -> dict[str, Any]:
    secret = chat_accounts.offer_link(
        provider=SLACK, workspace=command.workspace, account=command.account, name=command.account_name
    )
    link = site + reverse("recognition:chat_link", args=[secret])
    return only_to_you(
        _("Plaudit does not know yet who you are here."),
        _("<%(link)s|Sign in and confirm that this account is yours>, then type your command again. "
          "The link is for you alone, works once, and for a quarter of an hour.") % {"link": link},
    )  # fmt: skip


def _recognise(by: Person, person: Person, said: Said, site: str) -> dict[str, Any]:
    if said.badge:
        badge = _badge(said.badge)
        nomination = nominations.submit(by=by, nominee=person, badge=badge, reason=said.words)
        told = _("You nominated %(person)s for %(badge)s.")
        path = reverse("recognition:nomination", args=[nomination.key])
        names = {"person": person.display_name, "badge": badge.shown_name}
    else:
        thanks.give(by=by, receiver=person, text=said.words)
        told = _("You thanked %(person)s.")
        path = reverse("recognition:person", args=[person.key])
        names = {"person": person.display_name}
    return only_to_you(mrkdwn(told % names), f"<{site}{path}|{mrkdwn(_('See it on Plaudit'))}>")


def _badge(slug: str) -> Badge:
    badge = Badge.objects.filter(slug=slug).exclude(state=Badge.State.DRAFT).first()
    if badge is not None:
        return badge
    known = [badge.slug for badge in badges_to_nominate_for()]
    near = difflib.get_close_matches(slug, known, n=3, cutoff=0.5)
    if near:
        message = _("There is no badge “%(slug)s”. Did you mean %(near)s?")
    else:
        message = _("There is no badge “%(slug)s”. To thank somebody, begin with a word that has no colon.")
    raise refusal(message, code="unknown", field="badge", slug=slug, near=", ".join(near))


def _nobody(said: Said, found: Found) -> dict[str, Any]:
    if not found.choices:
        who = said.name or _("this account")
        return only_to_you(
            mrkdwn(_("Nobody is found for “%(who)s”.") % {"who": who}),
            _("Name them by e-mail address, or by the last part of the address of their page."),
            _nothing_said(),
        )
    choices = "\n".join(
        f"• {mrkdwn(one.display_name)}{', ' + mrkdwn(one.team.name) if one.team else ''}: `/recognise {one.key} …`"
        for one in found.choices
    )
    return only_to_you(_("Whom do you mean? Type it again with one of these:"), choices, _nothing_said())


def _nothing_said() -> str:
    return _("Nothing was said.")


def _help() -> dict[str, Any]:
    slugs = ", ".join(f"`{badge.slug}`" for badge in badges_to_nominate_for()[:BADGES_NAMED])
    return only_to_you(
        _("*Thank somebody:* `/recognise @ada thank you for …`"),
        _("*Nominate somebody:* `/recognise @ada badge: what they did and what came of it`"),
        _("Instead of @ada: an e-mail address, or a name such as \"Ada Lindqvist\"."),
        _("*Badges:* %(badges)s") % {"badges": slugs} if slugs else "",
    )  # fmt: skip
