"""Codes of an app, passkeys and recovery codes, over allauth: what is kept of them, and who must have one."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from recognition.entrance.ways import SECOND, WAY
from recognition.models import Role, User
from recognition.permissions import is_admin
from recognition.sealed import seal, unseal

# Those do not stand on a local password: the company's sign-in has its own second factor, a passkey is two in one.
STRONG_ENOUGH = ("openid", "saml", "passkey", "trial")
PURPOSE = "second factors"


class SecondFactors(DefaultMFAAdapter):
    """Secrets are encrypted with the site's key: a copy of the database alone makes no codes."""

    def encrypt(self, text: str) -> str:
        return seal(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, PURPOSE)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Plaudit"}


def is_missing(request: HttpRequest, user: User) -> bool:
    """Whether the one who looks must set up a second factor first. Costs no statement."""
    if not settings.SIGN_IN.require_second_factor or not must_have_one(user):
        return False
    return request.session.get(WAY) not in STRONG_ENOUGH and not request.session.get(SECOND)


def must_have_one(user: User) -> bool:
    """Who can change what others hold: program admins, and who may enter the tables themselves."""
    held: Iterable[Role] = user.roles_on_entry or ()
    return Role.ADMIN in held or user.is_staff or user.is_superuser


def password_is_enough(user: User) -> bool:
    """Whether the password alone may open the API: not where a second step is set up, or would have to be."""
    if Authenticator.objects.filter(user=user).exists():
        return False
    may_much = user.is_staff or user.is_superuser or (user.person is not None and is_admin(user.person))
    return not (settings.SIGN_IN.require_second_factor and may_much)
