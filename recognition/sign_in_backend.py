"""The login of a request with all that every page needs to know of it, in one statement."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef

from recognition.models import Role, RoleGrant, User

_HELD = {f"holds_{role.value}": Exists(RoleGrant.objects.filter(person=OuterRef("person"), role=role)) for role in Role}


class LoginWithPerson(ModelBackend):
    """As the framework's own, with person, team, preferences and roles joined: pages ask for them anyway."""

    def get_user(self, user_id: int) -> User | None:
        logins = User.objects.select_related("person__team", "person__preferences").annotate(**_HELD)
        user = logins.filter(pk=user_id).first()
        if user is not None:
            user.roles_on_entry = frozenset(role for role in Role if getattr(user, f"holds_{role.value}"))
        return user if user is not None and self.user_can_authenticate(user) else None
