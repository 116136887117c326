"""Who acts: a person, or a part of the system that is named."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from recognition.models import Person


@dataclass(frozen=True)
class System:
    """A command, a job or a source; `name` says which, e.g. `command`, `judge`, `import`."""

    name: str


By = Person | System


def actor_key(by: By) -> str:
    """What the audit keeps: the person's key, or `system:<name>`. No person's key has a colon."""
    return f"system:{by.name}" if isinstance(by, System) else by.key


def person_or_none(by: By) -> Person | None:
    return by if isinstance(by, Person) else None


def require_person(by: By) -> Person:
    """Refuse the system where the word of a person is meant."""
    if isinstance(by, System):
        raise PermissionDenied(_("Only a person can do this, not the system."))
    return by
