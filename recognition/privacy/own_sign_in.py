"""How a person signs in, as they can take it along: without any secret."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from recognition.models import Person
from recognition.privacy.sections import Section, add, columns

Rows = Iterable[Mapping[str, Any]]


def _company_accounts(person: Person) -> Rows:
    accounts = SocialAccount.objects.filter(user__person=person).order_by("id")
    return columns(accounts, "provider", "extra_data", "date_joined", "last_login")


def _second_steps(person: Person) -> Rows:
    factors = Authenticator.objects.filter(user__person=person).order_by("id")
    return columns(factors, "type", "created_at", "last_used_at")


add(
    Section("company_accounts", ("socialaccount.SocialAccount",), _company_accounts),
    Section("second_steps", ("mfa.Authenticator",), _second_steps),
)
