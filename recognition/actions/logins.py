"""Logins with a password, for the API and the admin pages."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _
from knox.models import AuthToken

from recognition import permissions
from recognition.actions import audit
from recognition.actions.actors import System
from recognition.actions.refusals import refusal
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
