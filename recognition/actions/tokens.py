"""API tokens: make one with a name, scopes and an end, and end one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from knox.models import AuthToken

from recognition import permissions
from recognition import scopes as known_scopes
from recognition.actions import audit
from recognition.actions.actors import By, System, require_person
from recognition.actions.refusals import refusal, require, require_plain
from recognition.entrance.second_factors import password_is_enough
from recognition.models import Person, TokenName, User
from recognition.queries.tokens import living_tokens

# Enough for every machine of a person; more is a script that asks anew instead of keeping its token.
MOST_TOKENS = 20
LONGEST_DAYS = 366
LONGEST_NAME = 60
# A sign-in opens the API for as long as a day of work, or for less.
LONGEST_SIGN_IN = timedelta(hours=10)
# What a program that speaks for nobody may be given. The rest needs a person.
OF_SERVICES = (known_scopes.READ, known_scopes.OUTCOMES, known_scopes.WEBHOOKS)


@transaction.atomic
def make(*, by: By, name: str, days: int, scopes: Collection[str] = ()) -> tuple[AuthToken, str]:
    """A token that opens the API in the person's name for so many days, and its secret, which is kept nowhere.

    `scopes` narrow it (`recognition.scopes`); none: it opens what the person may do.
    """
    person = require_person(by)
    token, secret = _make(_login(person), name, days, scopes)
    _record(by, "token.make", person, token, {"name": token.naming.name, "days": days, "scopes": token.naming.scopes})
    return token, secret


@transaction.atomic
def make_for_service(*, by: System, user: User, name: str, days: int, scopes: Collection[str]) -> tuple[AuthToken, str]:
    """A token of a login that belongs to no person. It is always narrowed."""
    if user.person_id is not None:
        raise refusal(_("%(name)s is the login of a person, who makes their own tokens."), code="person", field="user",
                      name=user.username)  # fmt: skip
    if not scopes or set(scopes) - set(OF_SERVICES):
        raise refusal(_("The token of a service opens one or more of these: %(scopes)s."), code="scopes",
                      field="scopes", scopes=", ".join(OF_SERVICES))  # fmt: skip
    token, secret = _make(User.objects.select_for_update(of=("self",)).get(pk=user.pk), name, days, scopes)
    data = {"token": token.token_key, "name": token.naming.name, "days": days, "scopes": token.naming.scopes}
    audit.record(by=by, verb="token.make", object_kind="login", object_key=user.username, data=data)
    return token, secret


def _make(user: User, name: str, days: int, scopes: Collection[str]) -> tuple[AuthToken, str]:
    name = name.strip()
    require_plain(name, field="name")
    if not name:
        raise refusal(_("Say what the token is for, so that you know it again."), code="required", field="name")
    if len(name) > LONGEST_NAME:
        raise refusal(_("At most %(most)d characters."), code="max_length", field="name", most=LONGEST_NAME)
    if not 1 <= days <= LONGEST_DAYS:
        raise refusal(_("Choose an end within a year."), code="days", field="days")
    _checked(scopes)
    _keep_few(user)
    token, secret = AuthToken.objects.create(user=user, expiry=timedelta(days=days))
    TokenName.objects.create(token=token, name=name, scopes=_checked(scopes))
    return token, secret


@transaction.atomic
def sign_in(*, user: User, scopes: Collection[str] = (), lasts: timedelta = LONGEST_SIGN_IN) -> tuple[AuthToken, str]:
    """A token for who has just shown a password, and its secret. As short as a session, or shorter.

    Raises:
        ValidationError: the login has a second step or must have one, too many tokens, or an unknown scope.
    """
    if not password_is_enough(user):
        raise refusal(_("This login needs a second step: make a token on the site, under Settings, API tokens."),
                      code="second_step")  # fmt: skip
    scopes = _checked(scopes)
    lasts = min(lasts, LONGEST_SIGN_IN)
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    _keep_few(user)
    token, secret = AuthToken.objects.create(user=user, expiry=lasts)
    if scopes:
        TokenName.objects.create(token=token, scopes=scopes)
    person = user.person
    kind, key = ("person", person.key) if person is not None else ("login", user.username)
    data = {"token": token.token_key, "scopes": list(scopes)}
    audit.record(by=person or System("login"), verb="token.sign_in", object_kind=kind, object_key=key, data=data)
    return token, secret


@transaction.atomic
def end(*, by: By, token: AuthToken) -> None:
    """What uses it is shut out from now on."""
    person = require_person(by)
    require(permissions.may_end_token(person, token), _("You can only end your own tokens."))
    _record(by, "token.end", person, token, {})
    token.delete()


def forget_expired() -> int:
    """Those that open nothing any more."""
    _rows, by_table = AuthToken.objects.filter(expiry__lt=timezone.now()).delete()
    return int(by_table.get("knox.AuthToken", 0))


def _checked(scopes: Collection[str]) -> list[str]:
    strange = known_scopes.unknown(scopes)
    if strange:
        raise refusal(_("There is no scope “%(strange)s”. Known: %(known)s."), code="scopes", field="scopes",
                      strange=strange[0], known=", ".join(known_scopes.SCOPES))  # fmt: skip
    return known_scopes.in_order(scopes)


def _login(person: Person) -> User:
    require(permissions.takes_part(person), _("Only people who work here can use the API."))
    return User.objects.select_for_update(of=("self",)).get(person=person)


def _keep_few(user: User) -> None:
    if living_tokens(user).count() >= MOST_TOKENS:
        raise refusal(_("You have %(most)d tokens: end one of them first."), code="too_many", most=MOST_TOKENS)


def _record(by: By, verb: str, person: Person, token: AuthToken, data: dict[str, object]) -> None:
    # The beginning of a token is enough to know it again, and opens nothing.
    data = {"token": token.token_key, **data}
    audit.record(by=by, verb=verb, object_kind="person", object_key=person.key, data=data)
