"""Accounts of the company's chat: offer a link, confirm whose an account is, end that."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit
from recognition.actions.actors import By, require_person
from recognition.actions.refusals import refusal, require
from recognition.models import ChatAccount
from recognition.plain_text import cleaned

# Long enough to sign in; short, since whoever confirms lends that account their name.
LINK_LASTS = timedelta(minutes=15)
LONGEST_NAME = 100


@transaction.atomic
def offer_link(*, provider: str, workspace: str, account: str, name: str) -> str:
    """What a link for this account of a chat holds, told to it alone. An earlier link opens nothing any more.

    Nobody is known yet, so there is no `by`; the confirmation is what is audited.
    """
    secret = secrets.token_urlsafe(24)
    kept = {
        "name": cleaned(name, LONGEST_NAME), "link_digest": _digest(secret),
        "link_until": timezone.now() + LINK_LASTS,
    }  # fmt: skip
    ChatAccount.objects.update_or_create(provider=provider, workspace=workspace, account=account, defaults=kept)
    return secret


def offered(secret: str) -> ChatAccount | None:
    """The account that this link is for; None where it was used, has run out or never was."""
    found = ChatAccount.objects.filter(link_digest=_digest(secret), link_until__gt=timezone.now())
    return found.filter(person=None).first()


@transaction.atomic
def confirm(*, by: By, secret: str) -> ChatAccount:
    """The account is the person's from now on: what is typed there is said in their name. The link is used up."""
    person = require_person(by)
    require(permissions.takes_part(person), _("Only people who work here can link an account."))
    found = offered(secret)
    account = ChatAccount.objects.select_for_update().filter(pk=found.pk, person=None).first() if found else None
    if account is None:
        raise refusal(_("This link was used or has run out. Type /recognise again to get a new one."), code="link")
    account.person, account.linked_at = person, timezone.now()
    account.link_digest, account.link_until = "", None
    account.save()
    _record(by, "chat.link", account)
    return account


@transaction.atomic
def end(*, by: By, account: ChatAccount) -> None:
    """Nothing is said in the person's name from there any more. The account can be linked anew."""
    person = require_person(by)
    require(permissions.may_end_chat_account(person, account), _("You can only end your own links."))
    _record(by, "chat.unlink", account)
    account.delete()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _record(by: By, verb: str, account: ChatAccount) -> None:
    data = {"provider": account.provider, "workspace": account.workspace, "account": account.account}
    key = account.person.key if account.person else ""
    audit.record(by=by, verb=verb, object_kind="person", object_key=key, data=data)
