"""What the company's directory told about a person, as they can take it along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from recognition.models import DirectoryUser, Person
from recognition.privacy.sections import Section, add, columns


def _told(person: Person) -> Iterable[Mapping[str, Any]]:
    users = DirectoryUser.objects.filter(person=person).order_by("id")
    return columns(
        users, "name", "external_id", "employee_number", "told", "manager_named", "created_at", "changed_at",
        "deleted_at",
    )  # fmt: skip


add(Section("told_by_directory", ("recognition.DirectoryUser",), _told))
