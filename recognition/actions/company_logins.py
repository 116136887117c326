"""Logins of people who come by the company's sign-in: found in the directory, never made from what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit, roles_from_groups
from recognition.actions.actors import System
from recognition.actions.refusals import refusal
from recognition.models import Person, User
from recognition.queries.directory_groups import groups_of
from recognition.queries.identities import named_by_directory, with_address

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialAccount

    from recognition.entrance.company import Identity

SIGN_IN = System("sign-in")


@transaction.atomic
def recognise(*, account: SocialAccount, identity: Identity) -> User:
    """The login of whoever the provider names; `account` is kept with it, and roles follow the groups.

    The first time the directory's own id or a verified address says who it is. From then on the provider's subject
    does, whatever the address.

    Raises:
        ValidationError: nobody, or nobody certain, is meant, or the person has left. Nothing is stored.
    """
    person = _linked(account) if account.pk is not None else _found(account, identity)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not permissions.takes_part(person):
        raise refusal(_("This login belongs to somebody who no longer works here."), code="left")
    user = _login_of(person)
    if account.pk is None:
        account.user = user
        account.save()
        audit.record(by=SIGN_IN, verb="login.connect", object_kind="person", object_key=person.key,
                     data={"way": identity.way, "issuer": identity.issuer, "subject": identity.subject})  # fmt: skip
    if identity.groups is not None:
        roles_from_groups.follow(by=SIGN_IN, person=person, groups=identity.groups | groups_of(person))
    return user


def _linked(account: SocialAccount) -> Person:
    user: User = account.user
    if user.person is None:
        raise refusal(_("This login belongs to nobody in the directory. Ask an administrator to link it to your "
                        "entry."), code="unlinked")  # fmt: skip
    return user.person


def _found(account: SocialAccount, identity: Identity) -> Person:
    person = named_by_directory(identity.subject)
    if person is not None:
        return person
    if not identity.email:
        raise refusal(_("Your company account says no verified e-mail address, so we cannot tell who you are."),
                      code="unverified")  # fmt: skip
    people = with_address(identity.email)
    if not people:
        raise refusal(_("Nobody in the directory has the address %(email)s of your company account."), code="unknown",
                      email=identity.email)  # fmt: skip
    if len(people) > 1:
        raise refusal(_("Several people in the directory have the address %(email)s."), code="several",
                      email=identity.email)  # fmt: skip
    _refuse_another_account(account, identity, people[0])
    return people[0]


def _refuse_another_account(account: SocialAccount, identity: Identity, person: Person) -> None:
    """Addresses are given out again: whoever has one now must not come into the login of who had it before.

    An administrator takes the login away where it is the same person with a new account. Where the address is all
    that the provider calls people by, there is nothing to tell them apart.
    """
    if identity.subject.casefold() == identity.email.casefold():
        return
    of_this_provider = type(account).objects.filter(provider=account.provider, extra_data__issuer=identity.issuer)
    if of_this_provider.filter(user__person=person).exists():
        raise refusal(_("The e-mail address %(email)s belongs to %(key)s already: give one of them another."),
                      code="another", email=identity.email, key=person.key)  # fmt: skip


def _login_of(person: Person) -> User:
    user = User.objects.filter(person=person).first()
    if user is not None:
        return user
    user = User(username=_free_name(person.key), person=person)
    user.set_unusable_password()
    user.save()
    return user


def _free_name(key: str) -> str:
    """The person's id, unless a login that was taken from somebody bears it."""
    taken = set(User.objects.filter(username__startswith=key).values_list("username", flat=True))
    return next(name for name in (key, *(f"{key}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
