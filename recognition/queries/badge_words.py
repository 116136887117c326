"""Badges as a search finds them: by the words that are stored, and by those of the reader's language."""

from __future__ import annotations

from recognition.folding import folded
from recognition.models import Badge
from recognition.models.badges import shown_name


def about(badge: Badge) -> str:
    """Name and purpose."""
    return folded(f"{badge.name}\n{badge.purpose}\n{badge.shown_name}\n{badge.shown_purpose}")


def named(name: str) -> str:
    return folded(f"{name}\n{shown_name(name)}")


def names_of_badges() -> dict[int, str]:
    """By id, all of them: they are few. One statement."""
    return {pk: named(name) for pk, name in Badge.objects.order_by().values_list("pk", "name")}
