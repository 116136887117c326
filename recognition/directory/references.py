"""By what names users are referred to, and who waits for somebody of a name. All names are in lower case here."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from recognition.models import DirectoryMembership, DirectoryUser
from recognition.queries.directory_users import living

# In this order: an id is unambiguous, the others are what directories send instead.
_COLUMNS = ("scim_id", "external_id", "name", "employee_number")


def users_named(values: set[str]) -> dict[str, DirectoryUser]:
    """The user of each value, given in lower case; values by which nobody is known are left out."""
    wanted = values - {""}
    any_column = Q()
    for column in _COLUMNS:
        any_column |= Q(**{f"{column}__in": wanted})
    named: dict[str, DirectoryUser] = {}
    rank: dict[str, tuple[int, int]] = {}
    for user in living().filter(any_column) if wanted else ():
        for place, column in enumerate(_COLUMNS):
            value = getattr(user, column)
            if value in wanted and (place, user.pk) < rank.get(value, (len(_COLUMNS), 0)):
                rank[value], named[value] = (place, user.pk), user
    return named


def user_named(value: str) -> DirectoryUser | None:
    return users_named({value}).get(value)


def names_of(user: DirectoryUser) -> set[str]:
    return {getattr(user, column) for column in _COLUMNS} - {""}


def waiting_for_manager(user: DirectoryUser) -> QuerySet[DirectoryUser]:
    """Whose manager is told by a name of this user and is not linked yet."""
    return living().filter(manager__isnull=True, manager_named__in=names_of(user))


def waiting_members(user: DirectoryUser) -> QuerySet[DirectoryMembership]:
    return DirectoryMembership.objects.filter(user__isnull=True, value__in=names_of(user))
