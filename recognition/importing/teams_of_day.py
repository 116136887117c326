"""Which team a person had on a day, for many people at once."""

from bisect import bisect_right
from collections import defaultdict
from datetime import date

from recognition.models import Person, TeamMembership


class TeamsOfDay:
    """The same answer as `actions.circumstances.team_id_on`, from memory: two queries for everybody."""

    def __init__(self) -> None:
        self._now = dict(Person.objects.values_list("pk", "team_id"))
        self._since: dict[int, list[date]] = defaultdict(list)
        self._stretches: dict[int, list[tuple[date | None, int]]] = defaultdict(list)
        stretches = TeamMembership.objects.order_by("person_id", "since")
        for person, team, since, until in stretches.values_list("person_id", "team_id", "since", "until"):
            self._since[person].append(since)
            self._stretches[person].append((until, team))

    def team_id(self, person: int, day: date) -> int | None:
        place = bisect_right(self._since.get(person, []), day) - 1
        if place >= 0:
            until, team = self._stretches[person][place]
            if until is None or day < until:
                return team
        return self._now.get(person)
