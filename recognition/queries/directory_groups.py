"""Groups of the company's directory, by name."""

from recognition.models import DirectoryGroup, Person


def groups_of(person: Person) -> set[str]:
    """Display names of the groups that the directory has the person in now, teams and others. One query."""
    of = DirectoryGroup.objects.filter(memberships__user__person=person, memberships__user__deleted_at=None)
    return set(of.values_list("display_name", flat=True))
