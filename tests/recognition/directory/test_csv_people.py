"""People from a table: all rows or none, moves dated, and the second time nothing."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from recognition.models import AuditEntry, Person, Team, TeamMembership

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path, capsys):
    def load(text, *options):
        file = tmp_path / "staff.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("import_people", file, *options)
        return capsys.readouterr().out

    return load


TABLE = """id,display_name,email,team,manager,started_on,left_on
ada,"Lindqvist, Ada",ada@plaudit.example,platform,mei,2024-02-01,
bo,Bo Nakamura,,platform,mei,2024-03-01,2026-01-31
mei,Mei Lin,,,,,
"""


def histories(key):
    rows = TeamMembership.objects.filter(person__key=key).values_list("team__key", "since", "until")
    return [(team, str(since), until and str(until)) for team, since, until in rows]


def test_people_teams_managers_and_leavers(load):
    said = load(TABLE)
    assert "people: 3 new" in said
    ada, bo = Person.objects.get(key="ada"), Person.objects.get(key="bo")
    assert (ada.display_name, ada.manager.key, ada.team.key) == ("Lindqvist, Ada", "mei", "platform")
    assert str(bo.left_on) == "2026-01-31"
    assert histories("ada") == [("platform", "2024-02-01", None)]


def test_the_second_time_nothing_changes(load):
    load(TABLE)
    entries = AuditEntry.objects.count()
    assert "people: 0 new, 0 updated, 3 unchanged" in load(TABLE)
    assert AuditEntry.objects.count() == entries


def test_a_dry_run_keeps_nothing(load):
    assert "3 new" in load(TABLE, "--dry-run")
    assert not Person.objects.exists()
    assert not Team.objects.exists()


@pytest.mark.parametrize(("column", "cell", "day"), [("team_since", "2025-05-01", "2025-05-01"), ("x", "", None)])
def test_a_move_is_dated(load, column, cell, day):
    load(TABLE)
    day = day or str(timezone.localdate())
    moved = f"id,display_name,team,{column}\nada,Ada,data,{cell}\n"
    load(moved)
    assert histories("ada") == [("platform", "2024-02-01", day), ("data", day, None)]
    load(moved)
    assert len(histories("ada")) == 2


def test_columns_that_are_not_there_change_nothing(load):
    load(TABLE)
    load("id;display_name;title\nada;Ada;Lead\n")
    ada = Person.objects.get(key="ada")
    assert (ada.title, ada.email, ada.manager.key) == ("Lead", "ada@plaudit.example", "mei")


def test_columns_that_nothing_reads_are_named(load):
    assert "people.cost_center (1)" in load("id,display_name,Cost Center\nada,Ada,7\n")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id,display_name\nada,Ada\nbo,\n", "staff.csv:3: display_name"),
        ('id,display_name\nada,"A\nB"\nbo bo,Bo\n', "staff.csv:4: id"),
        ("id,display_name,manager\nada,Ada,nobody\n", "staff.csv:2"),
        ("id,display_name,team_since,team\nada,Ada,soon,data\n", "staff.csv:2: team_since: must be a date"),
        ("id,display_name\nada,Ada,more\n", "staff.csv:2: has 3 cells"),
        ("name\nada\n", "staff.csv:1: the header lacks id, display_name"),
        ("id,id,display_name\n", "staff.csv:1: the header names id twice"),
        ("", "staff.csv: is empty"),
        (b"id,display_name\nada,Ad\xe4\n", "staff.csv:2: not UTF-8 (byte 7)"),
        ('id,display_name\nada,"Ada\n', "staff.csv:2: is no row of a table"),
        ("id,display_name\nada,A\x00da\n", "staff.csv:2"),
    ],
    ids=["no name", "bad id", "no such manager", "no date", "cells", "no header", "twice", "empty", "latin", "quote",
         "nul"],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_nothing_is_kept(load, text, problem):
    with pytest.raises(CommandError) as refused:
        load(text)
    assert problem in str(refused.value)
    assert "nothing was imported" in str(refused.value)
    assert not Person.objects.exists()


def test_a_move_before_the_last_one_is_refused(load):
    load(TABLE)
    with pytest.raises(CommandError, match="before the last move"):
        load("id,display_name,team,team_since\nada,Ada,data,2023-01-01\n")
    assert histories("ada") == [("platform", "2024-02-01", None)]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match=r"none\.csv: cannot be read"):
        call_command("import_people", tmp_path / "none.csv")
