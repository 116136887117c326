"""History of a source from files: silent, once, and all of a file or nothing."""

import gzip
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from recognition.models import Delivery, Notification, Outcome, Verification
from tests.recognition.deliveries.conftest import accounts  # noqa: F401  (a fixture)
from tests.recognition.deliveries.messages import merged, review, signed, user

pytestmark = pytest.mark.django_db


def backfill(*arguments, **options):
    said = StringIO()
    call_command("backfill", *map(str, arguments), stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def recorded(tmp_path, accounts):  # noqa: F811
    lines = []
    for message in (review(12, "octo-bo", -2), merged(12, "octo-ada", 0)):
        headers, body = signed(*message)
        lines.append(json.dumps({"headers": headers, "body": json.loads(body)}))
    path = tmp_path / "recorded.jsonl"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_recorded_messages_become_outcomes_once(recorded):
    assert backfill("github", recorded) == "2 done\n"
    assert backfill("github", recorded) == "2 known\n"
    assert Outcome.objects.count() == Verification.objects.count() == 1


def test_a_dry_run_keeps_nothing(recorded):
    assert backfill("github", recorded, dry_run=True) == "2 done (dry run)\n"
    assert not Delivery.objects.exists()
    assert not Outcome.objects.exists()


def test_a_folder_and_packed_files_are_read(recorded, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "all.jsonl.gz").write_bytes(gzip.compress(recorded.read_bytes()))
    assert backfill("github", folder) == "2 done\n"


def test_bare_payloads_need_the_name_of_their_event(tmp_path, accounts):  # noqa: F811
    path = tmp_path / "pull.json"
    path.write_text(json.dumps(merged(12, "octo-ada", 0)[1]))
    with pytest.raises(CommandError, match="X-GitHub-Event is missing"):
        backfill("github", path)
    assert backfill("github", path, header=["X-GitHub-Event: pull_request"]) == "1 done\n"


def test_objects_of_the_api_become_outcomes(tmp_path, accounts):  # noqa: F811
    pull = merged(12, "octo-ada", 0)[1]["pull_request"]
    pull["base"] = {"ref": "main", "repo": {"full_name": "octo/harbour", "default_branch": "main"}}
    del pull["merged"], pull["additions"]
    said = {"state": "APPROVED", "submitted_at": "2026-05-04T08:00:00Z", "user": user("octo-bo")}
    said["pull_request_url"] = "https://api.github.com/repos/octo/harbour/pulls/12"
    path = tmp_path / "export.json"
    path.write_text(json.dumps([pull, said, pull | {"number": 13, "merged_at": None}]))
    assert backfill("github", path) == "2 done\n"
    assert Verification.objects.get().outcome.key == "octo/harbour#12"


def test_nobody_is_told_of_history_however_young(tmp_path, accounts):  # noqa: F811
    young = (timezone.now() - timedelta(hours=2)).isoformat()
    path = tmp_path / "young.jsonl"
    lines = []
    for message in (merged(12, "octo-ada", 0, merged_at=young), review(12, "octo-bo", 0)):
        headers, body = signed(*message)
        lines.append(json.dumps({"headers": headers, "body": json.loads(body)}))
    path.write_text("\n".join(lines))
    backfill("github", path)
    assert Verification.objects.exists()
    assert not Notification.objects.exists()


@pytest.mark.parametrize("broken", ["{", "[1]", '"text"', "[" * 5000], ids=["cut off", "numbers", "text", "deep"])
def test_a_broken_line_is_named_and_nothing_is_loaded(recorded, broken):
    with recorded.open("a") as file:
        file.write(broken + "\n")
    with pytest.raises(CommandError, match=r"recorded\.jsonl:3") as refused:
        backfill("github", recorded)
    assert refused.value.returncode == 2
    assert not Delivery.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        backfill("github", tmp_path / "nothing.jsonl")
