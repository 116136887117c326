"""The whole company, made in one go and written as the files that `import_facts` reads."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from badges_site.demo.company.assistant import work_with_the_assistant
from badges_site.demo.company.model import Company, Employee, Row
from badges_site.demo.company.organisation import TEAMS
from badges_site.demo.company.praise import give_thanks, speak_up, thank_for_reports
from badges_site.demo.company.staff import add_bots, hire, plan_teams
from badges_site.demo.company.stories import STORIES
from badges_site.demo.company.work import do_the_work


def build(today: date) -> Company:
    """The company as it stands on the morning of `today`; the same day gives the same company."""
    company = Company(today)
    plan_teams(company)
    for story in STORIES:
        story.join(company)
    hire(company)
    add_bots(company)
    do_the_work(company)
    thank_for_reports(company)
    speak_up(company)
    give_thanks(company)
    for story in STORIES:
        story.tell(company)
    work_with_the_assistant(company)
    return company


def write_staff(company: Company, directory: Path) -> None:
    """Only the teams and people."""
    teams = ({"id": team.key, "name": team.name, "parent": team.parent} for team in TEAMS)
    _write_rows(directory / "teams.jsonl.gz", teams)
    _write_rows(directory / "people.jsonl.gz", _people(company))


def write(company: Company, directory: Path) -> None:
    """Teams, people, outcomes, acknowledgements and nominations as JSON Lines."""
    write_staff(company, directory)
    _write_rows(directory / "outcomes.jsonl.gz", sorted(company.outcomes, key=lambda row: str(row["at"])))
    _write_rows(directory / "acknowledgements.jsonl.gz", _once(company.acknowledgements))
    _write_rows(directory / "nominations.jsonl.gz", sorted(company.nominations, key=lambda row: str(row["at"])))


def write_usage(company: Company, path: Path) -> None:
    """By time, so that each batch of an import is about few weeks."""
    _write_rows(path, sorted(company.usage, key=lambda row: str(row.get("at") or row["day"])))


def _write_rows(path: Path, rows: Iterable[Row]) -> None:
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _people(company: Company) -> Iterator[Row]:
    for person in company.people.values():
        yield {
            "id": person.key,
            "display_name": person.name,
            "email": f"{person.key}@ferrywell.example",
            "manager": person.manager,
            "team": person.team,
            "automated": person.automated,
            "started_on": person.started_on.isoformat(),
            "left_on": person.left_on.isoformat() if person.left_on else None,
            "team_history": list(_history(person)),
            "timezone": person.time_zone,
            "title": person.title,
            "location": person.location,
        }


def _history(person: Employee) -> Iterator[Row]:
    if person.moved_on is not None:
        yield {"team": person.joined_team, "first_seen": person.started_on.isoformat()}
    yield {"team": person.team, "first_seen": (person.moved_on or person.started_on).isoformat()}


def _once(rows: Iterable[Row]) -> list[Row]:
    """Without the second of two rows that say the same."""
    seen = {(row["outcome"], row["from"], row["to"], row["kind"]): row for row in rows}
    return sorted(seen.values(), key=lambda row: (row["at"], row["outcome"], row["from"]))
