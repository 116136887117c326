"""People, their managers and the teams they had."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from recognition.importing.known import in_batches
from recognition.importing.problems import Place
from recognition.importing.reading import Read
from recognition.importing.rows import PersonRow
from recognition.importing.writing.context import Writing, first_of_each
from recognition.importing.writing.memberships import write_memberships
from recognition.models import Person, Team

# A history of changes says when somebody was seen, not whether they are still there. Who has not been seen for a
# year before the newest sighting of anybody is taken to have left on the last day seen: else a person who sent one
# change eight years ago would be "with us for eight years".
UNSEEN_MEANS_LEFT = timedelta(days=365)

COMPARED = ("display_name", "email", "team_id", "automated", "started_on", "left_on", "time_zone", "title", "location")
WRITTEN = (*COMPARED, "search_text")


def write(read: Iterator[Read], to: Writing) -> None:
    """New people are added; a known one that differs is a problem, or an update where that was asked for."""
    team_ids = dict(Team.objects.values_list("key", "pk"))
    counts = to.summary.of("people")
    done: set[str] = set()
    managers: dict[str, tuple[Place, str | None]] = {}
    added: set[str] = set()
    changed: set[str] = set()
    turned: set[str] = set()
    for batch in in_batches(read):
        first = first_of_each(batch, done)
        counts.unchanged += len(batch) - len(first)
        stored = {person.key: person for person in Person.objects.filter(key__in=[e.row.id for e in first])}
        _refuse_taken_addresses(first, to)
        if to.problems.count:
            continue  # the constraints would refuse them, less kindly
        added |= _add([e.row for e in first if e.row.id not in stored], team_ids, to.known.last_sighting)
        changed |= _compare([e for e in first if e.row.id in stored], stored, team_ids, turned, to)
        changed |= write_memberships(first, team_ids, to)
        managers |= {e.row.id: (e.place, e.row.manager) for e in first if "manager" in e.row.model_fields_set}
    changed |= _set_managers(managers, added, to)
    counts.new += len(added)
    counts.updated += len(changed - added)
    counts.unchanged += len(done - added - changed)
    to.summary.person_ids |= {to.person_id[key] for key in added | changed if key in to.person_id}
    if turned:
        # A bot is taken out of every fact, which moves credit, ties and attention of all who were in one with it.
        # It happens once in a while: everybody is simpler than the exact circle, and never one too few.
        to.summary.person_ids |= set(to.person_id.values())


def _add(rows: list[PersonRow], team_ids: dict[str, int], last_sighting: date | None) -> set[str]:
    # A source may give one address to two spellings of itself; the database compares them as they are.
    Person.objects.bulk_create(
        [Person(key=row.id, **_fields(row, team_ids, last_sighting)) for row in rows], batch_size=1000
    )
    return {row.id for row in rows}


def _fields(row: PersonRow, team_ids: dict[str, int], last_sighting: date | None) -> dict[str, Any]:
    """The columns that the row speaks of; what it leaves out stays as it is."""
    given = row.model_fields_set
    fields: dict[str, Any] = {"display_name": row.display_name}
    plain = given & {"email", "automated", "left_on", "title", "location"}
    fields |= {name: getattr(row, name) for name in plain}
    if "team" in given:
        fields["team_id"] = team_ids[row.team] if row.team else None
    if row.timezone:
        fields["time_zone"] = row.timezone
    if started := row.started_on or row.first_seen:
        fields["started_on"] = started
    if row.last_seen and last_sighting and "left_on" not in given:
        unseen = row.last_seen + UNSEEN_MEANS_LEFT < last_sighting
        fields["left_on"] = max(row.last_seen, started or row.last_seen) if unseen else None
    return fields


def _compare(
    batch: list[Read], stored: dict[str, Person], team_ids: dict[str, int], turned: set[str], to: Writing
) -> set[str]:
    """The keys of those who differ; those who turned out to be a bot, or not to be one, are added to `turned`."""
    changed = []
    for place, row in batch:
        person = stored[row.id]
        fields = _fields(row, team_ids, to.known.last_sighting)
        differing = [name for name, value in fields.items() if getattr(person, name) != value]
        if not differing:
            continue
        if not to.update_people:
            told = ", ".join(name.removesuffix("_id") for name in differing)
            to.refuse_change(place, row.id, told)
        if "automated" in differing:
            turned.add(person.key)
        for name in differing:
            setattr(person, name, fields[name])
        person.search_text = person.words_to_find()  # `bulk_update` asks no field for its value
        changed.append(person)
    if to.update_people:
        Person.objects.bulk_update(changed, WRITTEN, batch_size=500)
    return {person.key for person in changed}


def _refuse_taken_addresses(batch: list[Read], to: Writing) -> None:
    addresses = {row.email: (place, row.id) for place, row in batch if row.email}
    for email, key in Person.objects.filter(email__in=addresses).values_list("email", "key"):
        place, mine = addresses[email]
        if key != mine:
            to.problems.add(place, _("%(email)s is already the address of %(key)s") % {"email": email, "key": key})


def _set_managers(managers: dict[str, tuple[Place, str | None]], added: set[str], to: Writing) -> set[str]:
    """After everybody is there; the keys of those who got another manager."""
    changed: set[str] = set()
    for keys in in_batches(managers):
        people = list(Person.objects.filter(key__in=keys).only("key", "manager_id"))
        moved = []
        for person in people:
            place, manager = managers[person.key]
            wanted = to.person_id[manager] if manager else None
            if person.manager_id == wanted:
                continue
            if person.key not in added and not to.update_people:
                to.refuse_change(place, person.key, "manager")
            person.manager_id = wanted
            moved.append(person)
        Person.objects.bulk_update(moved, ["manager"], batch_size=1000)
        changed |= {person.key for person in moved}
    return changed
