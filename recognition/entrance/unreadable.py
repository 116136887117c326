"""Second steps that were sealed with a SECRET_KEY that is gone: they open nothing, and say so."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recognition.entrance.second_factors import PURPOSE
from recognition.models import User
from recognition.sealed import BrokenSealError, unseal

Kind = Authenticator.Type
SENTENCE: Promise = _(
    "Your second step cannot be read any more: the key of this site was changed. Passkeys, and what you set up since, "
    "still open. Else a program admin can take it away in the office; then you sign in with your password and set it "
    "up anew."
)


def codes_of(user: User) -> dict[Authenticator, bool]:
    """What takes codes, an app or recovery codes: whether it can be read. Passkeys are not sealed."""
    found = Authenticator.objects.filter(user=user, type__in=(Kind.TOTP, Kind.RECOVERY_CODES)).order_by("pk")
    return {kept: _is_readable(kept) for kept in found}


def unreadable(user: User) -> set[str]:
    """Kinds of those that cannot be read, as allauth names them."""
    return {str(kept.type) for kept, readable in codes_of(user).items() if not readable}


def is_lost(user: User) -> bool:
    """The app cannot be read, or nothing else that takes codes can be. Not: old recovery codes beside a good app."""
    readable = {str(kept.type): good for kept, good in codes_of(user).items()}
    return bool(readable) and not readable.get(Kind.TOTP, any(readable.values()))


def _is_readable(kept: Authenticator) -> bool:
    sealed = [kept.data.get("secret"), kept.data.get("seed"), *(kept.data.get("migrated_codes") or ())]
    try:
        for text in filter(None, sealed):
            unseal(text, PURPOSE)
    except BrokenSealError:
        return False
    return True
