"""The login of a request with all that every page needs to know of it, in one statement."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Aggregate, CharField, OuterRef, Subquery

from recognition.models import Role, RoleGrant, User

COMMA = ","  # stands in no role


class Listed(Aggregate):
    """Every value once, with commas between them: the same on both databases."""

    function = "STRING_AGG"
    template = f"%(function)s(DISTINCT %(expressions)s, '{COMMA}')"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="GROUP_CONCAT(DISTINCT %(expressions)s)", **context)


# One list and not a question a role: every page of the site builds and asks this.
_ROLES = RoleGrant.objects.filter(person=OuterRef("person")).order_by().values("person").annotate(held=Listed("role"))


class LoginWithPerson(ModelBackend):
    """As the framework's own, with person, team, preferences and roles joined: pages ask for them anyway."""

    def get_user(self, user_id: int) -> User | None:
        logins = User.objects.select_related("person__team", "person__preferences")
        user = logins.annotate(roles_held=Subquery(_ROLES.values("held"))).filter(pk=user_id).first()
        if user is not None:
            user.roles_on_entry = frozenset(map(Role, filter(None, (user.roles_held or "").split(COMMA))))
        return user if user is not None and self.user_can_authenticate(user) else None
