"""Teams and people."""
# ruff: noqa: S608

from __future__ import annotations

from recognition.models import Person, Team
from scoring.bench.pages.draws import FIRST, one_of
from scoring.bench.pages.tables import fill, run, sequences_after_their_rows
from scoring.bench.pages.words import FIRST_NAMES, LAST_NAMES, PLACES, TITLES

TEAM_SIZE = 12


def write_directory(people: int) -> None:
    """Teams of twelve under departments under one root; the first of a team manages it."""
    teams = max(1, people // TEAM_SIZE)
    departments = max(1, teams // 10)
    kind = f"CASE WHEN n = 0 THEN 'Company' WHEN n <= {departments} THEN 'Department ' || n ELSE 'Team ' || n END"
    above = f"CASE WHEN n = 0 THEN NULL WHEN n <= {departments} THEN {FIRST} ELSE {FIRST + 1} + n % {departments} END"
    fill(Team, f"generate_series(0, {teams + departments}) AS n", {
        "id": f"{FIRST} + n", "key": "'t' || n", "name": kind, "parent_id": above,
    })  # fmt: skip
    lead = f"(n - (n - 1) % {TEAM_SIZE})"
    manager = f"WHEN n <> {lead} THEN {FIRST} + {lead} WHEN n > {TEAM_SIZE} THEN {FIRST + 1} + n / 144 * {TEAM_SIZE}"
    fill(Person, f"generate_series(1, {people}) AS n", {
        "id": f"{FIRST} + n", "key": "'p' || n", "email": "'p' || n || '@bench.example'",
        "display_name": f"{one_of(FIRST_NAMES, 'n')} || ' ' || {one_of(LAST_NAMES, 'n / 7')}",
        "title": one_of(TITLES, "n / 3"), "location": one_of(PLACES, "n / 5"),
        "team_id": f"{FIRST + 1 + departments} + (n - 1) / {TEAM_SIZE} % {teams}",
        "manager_id": f"CASE {manager} END",
        "started_on": "current_date - (1000 + (random() * 4000)::int)",
        "left_on": "CASE WHEN n % 50 = 49 THEN current_date - (random() * 900)::int END",
    })  # fmt: skip
    run(
        "UPDATE recognition_person SET search_text = lower(display_name || E'\\n' || title || E'\\n' || location), "
        f"manager_id = CASE WHEN manager_id = id OR id = {FIRST + 1} THEN NULL ELSE manager_id END WHERE id > {FIRST}"
    )
    sequences_after_their_rows(Team, Person)
