"""Logins: a password for the API, whose login it is, and the tokens that it opened."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _
from knox.models import AuthToken

from recognition import permissions
from recognition.actions import audit
from recognition.actions.actors import By, System
from recognition.actions.refusals import refusal, require
from recognition.models import Person, User


@transaction.atomic
def set_password(*, by: System, person: Person, password: str) -> User:
    """Let a person sign in with their key and this password; tokens that an earlier password opened end.

    Raises:
        ValidationError: the password is too weak, or the person does not work here.
    """
    if not permissions.takes_part(person):
        raise refusal(_("Only people who work here can have a login."), code="not_active", field="person")
    user = User.objects.filter(person=person).first() or User(username=person.key, person=person)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    AuthToken.objects.filter(user=user).delete()
    audit.record(by=by, verb="login.set_password", object_kind="person", object_key=person.key, data={})
    return user


@transaction.atomic
def make_service(*, by: System, name: str) -> User:
    """A login for a program that speaks for nobody. It has no password: an operator makes its tokens."""
    user = User(username=name)
    user.set_unusable_password()
    user.full_clean(exclude={"password"})
    if Person.objects.filter(key=name).exists():
        raise refusal(_("A person has this id: give the service a name of its own."), code="taken", field="username")
    user.save()
    audit.record(by=by, verb="login.make_service", object_kind="login", object_key=name, data={})
    return user


@transaction.atomic
def link(*, by: By, person: Person, username: str) -> User:
    """The login with this name is the person's from now on: with it goes whatever they may do."""
    allowed = isinstance(by, System) or permissions.may_link_login(by, person)
    require(allowed, _("Only program admins link logins, and nobody to themselves."))
    if not permissions.takes_part(person):
        raise refusal(_("Only people who work here can have a login."), code="not_active", field="username")
    if User.objects.filter(person=person).exists():
        raise refusal(_("%(name)s has a login already: take it away first."), code="has_one", field="username",
                      name=person.display_name)  # fmt: skip
    user = User.objects.select_for_update().filter(username=username.strip()).first()
    if user is None:
        raise refusal(_("There is no login of this name: they appear here once somebody has signed in with it."),
                      code="unknown", field="username")  # fmt: skip
    if user.person_id is not None:
        raise refusal(_("This login belongs to somebody else already."), code="taken", field="username")
    user.person = person
    user.save(update_fields=["person"])
    audit.record(by=by, verb="login.link", object_kind="person", object_key=person.key, data={"login": user.username})
    return user


@transaction.atomic
def unlink(*, by: By, person: Person) -> None:
    """The login opens nothing of the person's any more, and its tokens end. The login itself stays."""
    allowed = isinstance(by, System) or permissions.may_link_login(by, person)
    require(allowed, _("Only program admins link logins, and nobody to themselves."))
    user = User.objects.select_for_update().filter(person=person).first()
    if user is None:
        raise refusal(_("%(name)s has no login."), code="none", name=person.display_name)
    user.person = None
    user.save(update_fields=["person"])
    AuthToken.objects.filter(user=user).delete()
    audit.record(by=by, verb="login.unlink", object_kind="person", object_key=person.key, data={"login": user.username})


@transaction.atomic
def reset_second_step(*, by: By, person: Person) -> None:
    """No code, passkey or recovery code of the login opens anything any more: the password alone does.

    For who lost theirs, and for those that cannot be read since SECRET_KEY was changed. Whoever must have a second step
    is asked to set one up at the next sign-in.
    """
    allowed = isinstance(by, System) or permissions.may_link_login(by, person)
    require(allowed, _("Only program admins take second steps away; your own is in your settings."))
    factors = Authenticator.objects.select_for_update(of=("self",)).filter(user__person=person).order_by("pk")
    kinds = [str(factor.type) for factor in factors]
    if not kinds:
        raise refusal(_("%(name)s has no second step."), code="none", name=person.display_name)
    factors.delete()
    data = {"factors": kinds}
    audit.record(by=by, verb="login.reset_factors", object_kind="person", object_key=person.key, data=data)


@transaction.atomic
def end_token(*, by: By, token: AuthToken) -> None:
    """A token of the API opens nothing from now on, whoever holds it."""
    require(isinstance(by, System) or permissions.is_admin(by), _("Only program admins can end tokens of others."))
    person = token.user.person
    kind, key = ("person", person.key) if person is not None else ("login", token.user.username)
    audit.record(by=by, verb="login.end_token", object_kind=kind, object_key=key, data={"token": token.token_key})
    token.delete()
