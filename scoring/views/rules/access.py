"""Whose rules somebody may look at, and who writes them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from recognition.models import Badge, Person
from scoring import permissions


def readable(person: Person, slug: str) -> Badge:
    """The badge; refused where its rule is not the reader's to look at."""
    if not permissions.may_read_rules(person):
        raise PermissionDenied(_("Rules are shown to stewards of badges and to who oversees the program."))
    badge = get_object_or_404(Badge, slug=slug)
    if not permissions.rules_read_by(person).filter(pk=badge.pk).exists():
        raise PermissionDenied(_("Stewards read the rules of their own badges. What this badge asks is on its page."))
    return badge


def writable(person: Person, slug: str) -> Badge:
    if not permissions.may_write_rules(person):
        raise PermissionDenied(_("Only program admins write, try and publish rules."))
    return get_object_or_404(Badge, slug=slug)
