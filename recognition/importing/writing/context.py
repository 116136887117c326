"""What all writers share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from recognition.importing.known import Known, in_batches
from recognition.importing.problems import Place, Problems
from recognition.importing.reading import Read
from recognition.importing.summary import Summary
from recognition.importing.teams_of_day import TeamsOfDay
from recognition.models import Outcome, Person


def first_of_each(batch: list[Read], done: set[str]) -> list[Read]:
    """The rows whose id did not come before, here or in an earlier batch; `done` is carried on."""
    first = []
    for entry in batch:
        if entry.row.id not in done:
            done.add(entry.row.id)
            first.append(entry)
    return first


@dataclass
class Writing:
    source: str
    known: Known
    problems: Problems
    summary: Summary
    update_people: bool

    # The three maps below are read after all people are written.

    @cached_property
    def person_id(self) -> dict[str, int]:
        return dict(Person.objects.values_list("key", "pk"))

    @cached_property
    def manager_of(self) -> dict[int, int | None]:
        return dict(Person.objects.values_list("pk", "manager_id"))

    @cached_property
    def automated(self) -> set[int]:
        return set(Person.objects.filter(automated=True).values_list("pk", flat=True))

    @cached_property
    def teams(self) -> TeamsOfDay:
        return TeamsOfDay()

    def refuse_change(self, place: Place, key: str, what: str) -> None:
        message = _("%(key)s is already known with another %(what)s: to take it over, give --update-people") % {
            "key": key,
            "what": what,
        }
        self.problems.add(place, message)

    def outcome_ids(self, keys: Iterable[str]) -> dict[str, int]:
        """Ids of this source's outcomes by key; a query per 2,000."""
        found: dict[str, int] = {}
        for batch in in_batches(set(keys)):
            found |= dict(self.outcomes(batch).values_list("key", "pk"))
        return found

    def outcomes(self, keys: Sequence[str]) -> QuerySet[Outcome]:
        return Outcome.objects.filter(source=self.source, key__in=keys)
