"""manage.py on a database that is not ready, and into a pipe that nobody reads: no traceback."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


def manage(tmp_path, *words, **more):
    env = {**os.environ, "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "badges_site.settings", **more}
    if not more:
        env.pop("DATABASE_URL", None)
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *words]
    return subprocess.run(command, env=env, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", [("import_facts", "."), ("roles", "list"), ("recalculate", "--all")], ids=" ".join)
def test_a_command_before_migrate_says_what_to_run(tmp_path, words):
    if words[0] == "import_facts":
        (tmp_path / "people.jsonl").write_text('{"id": "p1", "display_name": "A"}\n')
        words = ("import_facts", str(tmp_path))
    ended = manage(tmp_path, *words)
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        "The database has no tables yet, or not the newest: run `manage.py migrate` first, then this again."
    ]


def test_an_unreachable_server_is_named_in_one_line(tmp_path):
    url = "postgres://nobody@127.0.0.1:1/none"
    ended = manage(tmp_path, "roles", "list", DATABASE_URL=url, SECRET_KEY="x" * 50, ALLOWED_HOSTS="plaudit.example")
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "check DATABASE_URL" in ended.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_who_has_read_enough_is_no_error(tmp_path, unbuffered):
    read, write = os.pipe()
    os.close(read)
    rule = settings.BASE_DIR / "scoring/catalogue/rules/bridge-builder.yaml"
    ended = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "rules", "attack-cost", str(rule)],
        env={**os.environ, "DATA_DIR": str(tmp_path), "PYTHONUNBUFFERED": unbuffered},
        stdout=write, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(write)
    assert (ended.returncode, ended.stderr) == (141, "")
