"""The change of one's own local password."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from knox.models import AuthToken

from recognition.actions import audit
from recognition.actions.actors import System
from recognition.actions.refusals import refusal
from recognition.models import User


@transaction.atomic
def change_own_password(*, user: User, current: str, password: str) -> None:
    """Tokens that the earlier password opened end, and so do sessions elsewhere: they hang on the password.

    Raises:
        ValidationError: the present one is wrong, the new one too weak or the same, or there is no local password.
    """
    locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not locked.has_usable_password():
        raise refusal(_("You sign in with your company account: there is no password here."), code="no_password")
    if not locked.check_password(current):
        raise refusal(_("This is not your present password."), code="wrong", field="current")
    if current == password:
        raise refusal(_("The new password is the present one."), code="same", field="password")
    try:
        validate_password(password, locked)
    except ValidationError as weak:
        raise ValidationError({"password": weak.error_list}) from weak
    locked.set_password(password)
    locked.save(update_fields=["password"])
    user.password = locked.password
    AuthToken.objects.filter(Q(naming__isnull=True) | Q(naming__name=""), user=locked).delete()
    person = locked.person
    kind, key = ("person", person.key) if person is not None else ("login", locked.username)
    audit.record(by=person or System("login"), verb="login.change_password", object_kind=kind, object_key=key, data={})
