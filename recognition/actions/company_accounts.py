"""Company accounts that open a login: take one away."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit
from recognition.actions.actors import By, System
from recognition.actions.refusals import refusal, require
from recognition.models import Person, User


@transaction.atomic
def disconnect_own(*, user: User, account: SocialAccount) -> None:
    """It opens the login no more. Whoever comes with it later is looked up in the directory as for the first time.

    Raises:
        ValidationError: nothing else would open the login.
    """
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    require(account.user_id == locked.pk, _("This company account opens the login of somebody else."))
    if not opens_by_other_ways(locked, account):
        raise refusal(_("Nothing else opens your login: add a passkey first, or ask an administrator for a password."),
                      code="last_way")  # fmt: skip
    _disconnect(locked.person or System("login"), account, locked)


@transaction.atomic
def disconnect(*, by: By, person: Person, account: SocialAccount) -> None:
    """The same by an administrator, whatever else opens the login: such as where somebody has a new company account."""
    allowed = isinstance(by, System) or permissions.may_link_login(by, person)
    require(allowed, _("Only program admins disconnect company accounts; your own is in your settings."))
    user = User.objects.select_for_update().filter(person=person).first()
    if user is None or account.user_id != user.pk:
        raise refusal(_("This company account opens the login of somebody else."), code="another")
    _disconnect(by, account, user)


def opens_by_other_ways(user: User, account: SocialAccount) -> bool:
    """A password of this site, a passkey, or another account at a provider that is configured now."""
    if user.has_usable_password():
        return True
    keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    if any(key.wrap().is_passwordless for key in keys):
        return True
    others = SocialAccount.objects.filter(user=user).exclude(pk=account.pk)
    return any(_is_configured(other) for other in others)


def _is_configured(account: SocialAccount) -> bool:
    way, issuer = account.provider, account.extra_data.get("issuer")
    if way == "openid":
        return settings.SIGN_IN.openid is not None and issuer == settings.SIGN_IN.openid.issuer
    return way == "saml" and settings.SIGN_IN.saml is not None and issuer == settings.SIGN_IN.saml.idp_entity_id


def _disconnect(by: By, account: SocialAccount, user: User) -> None:
    said = {"way": account.provider, **{name: account.extra_data.get(name, "") for name in ("issuer", "subject")}}
    kind, key = ("person", user.person.key) if user.person is not None else ("login", user.username)
    account.delete()
    audit.record(by=by, verb="login.disconnect", object_kind=kind, object_key=key, data=said)
