"""The teams a person had, from ranges that may overlap."""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from recognition.importing.reading import Read
from recognition.importing.rows import PersonRow
from recognition.importing.writing.context import Writing
from recognition.models import Person, TeamMembership


class Membership(NamedTuple):
    team: str
    since: date
    until: date | None


def stretches(row: PersonRow) -> list[Membership]:
    """One team a day: each range ends where the next begins; of two that begin together the later-named stays.

    The last one is open, unless the person's present team is another: then it ends after its last day.
    """
    starts = {item.first_seen: item for item in sorted(row.team_history, key=lambda item: (item.first_seen, item.team))}
    kept: list[Membership] = []
    for since, item in starts.items():
        if kept and kept[-1].team == item.team:
            continue
        if kept:
            kept[-1] = kept[-1]._replace(until=since)
        kept.append(Membership(item.team, since, None))
    if kept and "team" in row.model_fields_set and row.team != kept[-1].team:
        last_day = max((item.last_seen for item in row.team_history if item.last_seen), default=kept[-1].since)
        kept[-1] = kept[-1]._replace(until=max(last_day, kept[-1].since) + timedelta(days=1))
    return kept


def write_memberships(batch: list[Read], team_ids: dict[str, int], to: Writing) -> set[str]:
    """Write the histories of one batch of people; the keys of those whose history changed."""
    places = {e.row.id: e.place for e in batch if "team_history" in e.row.model_fields_set}
    histories = {e.row.id: stretches(e.row) for e in batch if e.row.id in places}
    ids = dict(Person.objects.filter(key__in=histories).values_list("key", "pk"))
    stored: dict[int, list[tuple[int, date, date | None]]] = defaultdict(list)
    rows = TeamMembership.objects.filter(person_id__in=ids.values()).order_by("person_id", "since")
    for person, team, since, until in rows.values_list("person_id", "team_id", "since", "until"):
        stored[person].append((team, since, until))
    new, changed = [], set()
    for key, history in histories.items():
        person = ids[key]
        wanted = [(team_ids[item.team], item.since, item.until) for item in history]
        if wanted == stored[person]:
            continue
        if stored[person] and not to.update_people:
            to.refuse_change(places[key], key, "team_history")
            continue
        changed.add(key)
        new += [TeamMembership(person_id=person, team_id=t, since=since, until=until) for t, since, until in wanted]
    TeamMembership.objects.filter(person_id__in=[ids[key] for key in changed]).delete()
    TeamMembership.objects.bulk_create(new, batch_size=1000)
    return changed
