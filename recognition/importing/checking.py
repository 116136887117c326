"""The first reading: every row and every reference is checked, nothing is written."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from recognition.importing.files import Files
from recognition.importing.known import Known
from recognition.importing.problems import Place, Problems
from recognition.importing.reading import Progress, Read, rows
from recognition.importing.rows import AcknowledgementRow, NominationRow, OutcomeRow, PersonRow, Row, TeamRow
from recognition.models import Badge

ROW_KINDS: dict[str, type[Row]] = {
    "teams": TeamRow,
    "people": PersonRow,
    "outcomes": OutcomeRow,
    "acknowledgements": AcknowledgementRow,
    "nominations": NominationRow,
}


def check(files: Files, source: str, problems: Problems, ignored: Counter[str], progress: Progress) -> Known:
    """Read all files once.

    Raises:
        ImportRefusedError: with every problem found; rows of later files are checked all the same.
    """
    known = Known.from_database()
    for name, check_file in (
        ("teams", _teams), ("people", _people), ("outcomes", _outcomes),
        ("acknowledgements", _acknowledgements), ("nominations", _nominations),
    ):  # fmt: skip
        if name in files.found:
            read = rows(
                files.found[name], ROW_KINDS[name], problems, ignored, progress, known.refused.setdefault(name, set())
            )
            check_file(read, known, problems)
    known.settle_waits(source, problems)
    problems.refuse_if_any()
    return known


def _teams(read: Iterator[Read], known: Known, problems: Problems) -> None:
    parents: dict[str, tuple[str, Place]] = {}
    for entry in read:
        place, row = entry
        if known.team_rows.add(entry, problems) and row.parent is not None:
            parents[row.id] = (row.parent, place)
    known.teams |= known.team_rows.hashes.keys()
    for parent, place in parents.values():
        if parent not in known.teams | known.refused["teams"]:
            problems.add(
                place, _("there is no team %(parent)s: neither in teams.jsonl nor in the database") % {"parent": parent}
            )
    above = {key: parent for key, (parent, _place) in parents.items()}
    places = {key: place for key, (_parent, place) in parents.items()}
    _check_no_cycle(above, places, _("team %(key)s would stand under itself"), problems)


def _people(read: Iterator[Read], known: Known, problems: Problems) -> None:
    emails: dict[str, str] = {}
    managers: list[tuple[Place, str]] = []
    places: dict[str, Place] = {}
    for entry in read:
        place, row = entry
        if not known.person_rows.add(entry, problems):
            continue
        places[row.id] = place
        if row.manager is not None or "manager" in row.model_fields_set:
            known.managers[row.id] = row.manager
        if row.manager is not None:
            managers.append((place, row.manager))
        # Teams that no file describes are made from their ids.
        known.teams |= {row.team} if row.team else set()
        known.teams |= {stretch.team for stretch in row.team_history}
        if row.email and emails.setdefault(row.email.lower(), row.id) != row.id:
            problems.add(
                place,
                _("%(email)s is also the address of %(other)s")
                % {"email": row.email, "other": emails[row.email.lower()]},
            )
        if row.last_seen and not row.automated:
            known.last_sighting = max(row.last_seen, known.last_sighting or row.last_seen)
        started = row.started_on or row.first_seen
        if row.left_on and started and row.left_on < started:
            problems.add(
                place,
                _("left_on %(left_on)s lies before the first day %(started)s")
                % {"left_on": row.left_on, "started": started},
            )
    known.people |= known.person_rows.hashes.keys()
    for place, manager in managers:
        known.require_people([manager], place, problems)
    _check_no_cycle(known.managers, places, _("%(key)s would be their own manager, over others or directly"), problems)


def _outcomes(read: Iterator[Read], known: Known, problems: Problems) -> None:
    for entry in read:
        place, row = entry
        if not known.outcome_rows.add(entry, problems):
            continue
        known.require_people({row.person, row.merged_by, *row.co_authors}, place, problems)
        if row.id in (row.reverts, row.reverted_by):
            problems.add(place, _("outcome %(id)s cannot take itself back") % {"id": row.id})
            continue
        if row.reverted_by is not None and row.reverted_at is None:
            problems.add(place, _("reverted_by without reverted_at: give the time too"))
        known.require_outcomes((row.reverts, row.reverted_by), place)
        if row.root:
            known.given_roots[row.id] = row.root
        if row.reverts is not None:
            known.reverts.of[row.id] = row.reverts
        if row.reverted_by is not None:
            known.reverts.of.setdefault(row.reverted_by, row.id)


def _acknowledgements(read: Iterator[Read], known: Known, problems: Problems) -> None:
    for place, row in read:
        known.require_people({row.giver, row.receiver}, place, problems)
        known.require_outcomes((row.outcome,), place)


def _nominations(read: Iterator[Read], known: Known, problems: Problems) -> None:
    badges = set(Badge.objects.exclude(state=Badge.State.DRAFT).values_list("slug", flat=True))
    for entry in read:
        place, row = entry
        if not known.nomination_rows.add(entry, problems):
            continue
        known.require_people((row.giver, row.receiver), place, problems)
        known.require_outcomes(row.outcomes, place)
        if row.badge not in badges:
            problems.add(
                place,
                _(
                    "there is no published badge %(badge)s: import the other files first (--only "
                    "teams,people,outcomes,acknowledgements), publish its rule, then import the nominations"
                )
                % {"badge": row.badge},
            )
        if row.giver == row.receiver:
            problems.add(place, _("%(giver)s nominates themself: leave the row out") % {"giver": row.giver})
        if row.withdrawn_at is not None and row.withdrawn_at < row.at:
            problems.add(place, _("withdrawn_at lies before at"))


def _check_no_cycle(
    above: dict[str, str | None] | dict[str, str], places: dict[str, Place], message: str, problems: Problems
) -> None:
    """Each node is walked over once; a cycle is told once, at a row of the files that closes it."""
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        on_path: set[str] = set()
        node: str | None = start
        while node is not None and node not in done and node not in on_path:
            path.append(node)
            on_path.add(node)
            node = above.get(node)
        if node is not None and node in on_path:
            cycle = path[path.index(node) :]
            told = min((key for key in cycle if key in places), key=lambda key: places[key].line, default=None)
            if told is not None:
                shown = " -> ".join([*cycle[:6], *(["..."] if len(cycle) > 6 else []), cycle[0]])
                problems.add(places[told], f"{message % {'key': told}} ({shown})")
        done |= on_path
