"""manage.py import_facts and import_git, as people call them"""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from recognition.models import Outcome, Person, Reversal, Thanks, Verification

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT.parent / "shared" / "data"


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


def sample(name):
    directory = SAMPLES / name
    if not directory.is_dir():
        pytest.skip(f"the sample data {name} is not beside the repository")
    return str(directory)


def test_a_bad_file_ends_with_code_2_and_names_each_line(db, tmp_path):
    (tmp_path / "people.jsonl").write_text('{"id": "p1"}\n{"id": "p\x1b[31m", "display_name": "A"}\n')
    with pytest.raises(CommandError) as refused:
        run("import_facts", str(tmp_path))
    assert refused.value.returncode == 2
    lines = str(refused.value).splitlines()
    assert lines[0] == "people.jsonl:1: display_name: Field required"
    assert lines[1].startswith("people.jsonl:2: broken JSON at character")
    assert lines[-1] == "2 problems: nothing was imported."


def test_what_a_file_holds_does_not_steer_the_terminal(db, tmp_path):
    row = json.dumps({"id": "p1", "display_name": "A", "manager": "p2", "team": None, "email": "\x1b[31m@x"})
    (tmp_path / "people.jsonl").write_text(row + "\n")
    (tmp_path / "outcomes.jsonl").write_text(
        json.dumps({"id": "o1", "kind": "ticket_closed", "person": "p1", "at": "2025-01-01", "reverts": "ü\u200f"})
    )
    with pytest.raises(CommandError) as refused:
        run("import_facts", str(tmp_path))
    assert "\x1b" not in str(refused.value)
    assert "\\u200f" in str(refused.value)


def test_a_source_name_must_be_one(db, tmp_path):
    with pytest.raises(CommandError, match="--source"):
        run("import_facts", str(tmp_path), "--source", "a\nb")


def test_no_repository_and_no_day_end_with_code_2(db, tmp_path):
    with pytest.raises(CommandError, match="not a git repository") as refused:
        run("import_git", str(tmp_path))
    assert refused.value.returncode == 2
    with pytest.raises(CommandError, match="is no day: give it as 2024-12-31"):
        run("import_git", str(ROOT), "--since", "garbage")


def test_a_dry_run_says_so(db, tmp_path):
    (tmp_path / "people.jsonl").write_text('{"id": "p1", "display_name": "A"}\n')
    said = run("import_facts", str(tmp_path), "--dry-run")
    assert "people: 1 new, 0 updated, 0 unchanged" in said
    assert said[-1] == "Dry run: nothing was written."
    assert not Person.objects.exists()


def test_the_harbour_sample_loads_whole(db):
    directory = sample("harbour")
    run("import_facts", directory)
    counted = [model.objects.count() for model in (Person, Outcome, Reversal)]
    assert counted == [1770, 36395, 151]
    # 24,502 rows; two trailers of one person on one change say the same
    assert Verification.objects.count() + Thanks.objects.count() == 24502
    assert Outcome.objects.filter(kind="change_reverted").count() <= 151
    assert not Outcome.objects.filter(reversal__isnull=False, root="").exists()


def test_the_brook_sample_loads_whole_and_a_second_time_without_effect(db):
    directory = sample("brook")
    run("import_facts", directory)
    assert (Person.objects.count(), Outcome.objects.count()) == (370, 2563)
    said = run("import_facts", directory)
    assert "outcomes: 0 new, 0 updated, 2,563 unchanged" in said


@pytest.mark.parametrize("only", ["usage", "people,badges", ","])
def test_only_known_names_of_files_can_be_asked_for(db, tmp_path, only):
    with pytest.raises(CommandError, match="give some of teams, people, outcomes"):
        run("import_facts", str(tmp_path), "--only", only)
