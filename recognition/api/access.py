"""Who may use the API at all; what somebody may do is asked of `recognition.permissions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from recognition.models import Person

if TYPE_CHECKING:  # REST framework reads this module while it loads its own views
    from rest_framework.views import APIView


class IsColleague(BasePermission):
    """Signed in and not gone. Writing needs a person: recognition is given by somebody."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not request.user.is_authenticated:
            return False
        person = request.user.person
        if person is None and request.method not in SAFE_METHODS and getattr(view, "writes_as_a_person", True):
            raise PermissionDenied(_("This login belongs to no person, and recognition is given by somebody."))
        if person is not None and not person.is_active:
            raise PermissionDenied(_("This person has left."))
        return True


def person_of(request: Request) -> Person | None:
    """The person who asks; None for the login of a service."""
    return request.user.person if request.user.is_authenticated else None


def acting_person(request: Request) -> Person:
    """The person who acts. `IsColleague` has made sure that there is one."""
    person = person_of(request)
    if person is None:
        raise PermissionDenied(_("This login belongs to no person, and recognition is given by somebody."))
    return person
