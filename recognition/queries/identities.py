"""Who in the directory is meant by what a sign-in says."""

from __future__ import annotations

from unicodedata import normalize

from recognition.models import DirectoryUser, Person


def named_by_directory(subject: str) -> Person | None:
    """The person whom the directory knows by this id (`externalId`, else `userName`); None where it is not certain."""
    known = DirectoryUser.objects.filter(deleted_at=None).select_related("person")
    kept = normalize("NFC", subject.lower())  # as ids and names are kept: those of Okta have capitals
    for found in (known.filter(external_id=kept)[:2], known.filter(name=kept)[:2]):
        users = list(found)
        if users:
            return users[0].person if len(users) == 1 else None
    return None


def with_address(email: str) -> list[Person]:
    """Humans with this address, whatever its letters' case; those who left too, so that they are told so. At most 2."""
    return list(Person.objects.human().filter(email__iexact=email)[:2])
