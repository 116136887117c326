"""What is kept of a person's feeds, and of their accounts in chats, in sources and where they sign in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from recognition.models import ChatAccount, Erasure, FeedAddress, Person, SourceAccount
from recognition.privacy.sections import Section, add, columns

Rows = Iterable[Mapping[str, Any]]


def _feed_address(person: Person) -> Rows:
    """Without the secret in it."""
    return columns(FeedAddress.objects.filter(person=person), "made_at")


def _chat_accounts(person: Person) -> Rows:
    accounts = ChatAccount.objects.filter(person=person)
    return columns(accounts, "provider", "workspace", "account", "name", "linked_at")


def _source_accounts(person: Person) -> Rows:
    """Under which names the sources of outcomes know the person."""
    accounts = SourceAccount.objects.filter(person=person)
    return columns(accounts, "source", "user_id", "login", "email", "name", "first_seen_at")


def _sign_in_accounts(person: Person) -> Rows:
    """Accounts of the company's sign-in that open this person's login."""
    accounts = SocialAccount.objects.filter(user__person=person)
    return columns(accounts, "provider", "uid", "date_joined", "last_login", "extra_data")


def _addresses(person: Person) -> Rows:
    return columns(EmailAddress.objects.filter(user__person=person), "email", "verified", "primary")


def _second_factors(person: Person) -> Rows:
    """Without what they prove themselves with."""
    return columns(Authenticator.objects.filter(user__person=person), "type", "created_at", "last_used_at")


def _erasures(person: Person) -> Rows:
    """That somebody asked for the person to be forgotten."""
    return columns(Erasure.objects.filter(person=person), "state", "reason", "asked_at", "decided_at")


add(
    Section("sign_in_accounts", ("socialaccount.SocialAccount",), _sign_in_accounts),
    Section("sign_in_addresses", ("account.EmailAddress",), _addresses),
    Section("second_factors", ("mfa.Authenticator",), _second_factors),
    Section("erasures", ("recognition.Erasure",), _erasures),
    Section("feed_address", ("recognition.FeedAddress",), _feed_address),
    Section("chat_accounts", ("recognition.ChatAccount",), _chat_accounts),
    Section("source_accounts", ("recognition.SourceAccount",), _source_accounts),
)
