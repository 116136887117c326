"""docs/sources.md says of every sample of usage what becomes of it: so it is."""

import re
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from recognition.models import AuditEntry
from scoring.models import UsageAccount, UsageDay, UsageReceipt, UsageSeries, UsageSketch

HERE = Path(__file__).resolve()
PAYLOADS = HERE.parents[4] / "shared" / "data" / "payloads"
TABLE = HERE.parents[3] / "docs" / "sources.md"
FOLDERS = ("ai-usage", "copilot", "litellm", "otlp")
ROW = re.compile(r"^\| `(?P<file>[\w./-]+)` \| (?P<becomes>[^|]*) \| (?P<why>[^|]*) \|$", re.MULTILINE)
DOORS = {"metrics.json": "/v1/metrics", "logs.json": "/v1/logs", "events.json": "/v1/logs", "trace.json": "/v1/traces"}
KEPT = (UsageAccount, UsageDay, UsageReceipt, UsageSeries, UsageSketch)
needs_payloads = pytest.mark.skipif(not PAYLOADS.is_dir(), reason="the sample payloads are not beside the repository")
# A transcript as assistants keep it, of invented words.
TRANSCRIPTS = [
    '{"timestamp": "2026-06-09T10:00:00Z", "sessionId": "s", "message": {"role": "user", "content": "a secret plan"}}',
    '{"timestamp": "2026-06-09T10:00:00Z", "type": "event_msg", "payload": {"message": "a secret plan"}}',
    '{"provider": "claude", "session_id": "s", "round_index": 0, "prompt": "a secret plan", "output_tokens": 9}',
]  # fmt: skip


def of_usage():
    found = ROW.finditer(TABLE.read_text())
    return {row["file"]: (row["becomes"], row["why"]) for row in found if row["file"].startswith(FOLDERS)}


def kept():
    return any(model.objects.exists() for model in KEPT)


@needs_payloads
def test_the_table_names_every_sample():
    there = {str(path.relative_to(PAYLOADS)) for folder in FOLDERS for path in (PAYLOADS / folder).iterdir()}
    assert set(of_usage()) == there


@needs_payloads
def test_each_sample_becomes_what_the_table_says(client, db, secret):
    wrong = {}
    for name, (becomes, why) in sorted(of_usage().items()):
        found = outcome_of(client, secret, PAYLOADS / name)
        if found != becomes or not why.strip():
            wrong[name] = found
        for model in reversed(KEPT):
            model.objects.all().delete()
    assert not wrong


def outcome_of(client, secret, path):
    if path.parent.name != "otlp":
        with time_machine.travel("2026-05-30T00:00:00Z"):
            try:
                call_command("import_usage", str(path), stdout=StringIO(), stderr=StringIO())
            except CommandError:
                assert not kept()
                return "refused"
        return "signals" if kept() else "acknowledged"
    headers = {"Authorization": f"Bearer {secret}"}
    with time_machine.travel("2026-07-01T11:00:00Z"):
        door = DOORS.get(path.name, "/v1/metrics")
        answer = client.post(door, data=path.read_bytes(), content_type="application/json", headers=headers)
    if answer.status_code == 404:
        return "no such door"
    assert answer.status_code == 200
    return "signals" if kept() else "acknowledged"


@pytest.mark.parametrize("line", TRANSCRIPTS, ids=["claude", "codex", "rounds"])
def test_a_transcript_is_refused_and_no_word_of_it_is_kept(db, tmp_path, line):
    path = tmp_path / "session.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(CommandError, match="--format") as refused:
        call_command("import_usage", str(path), stdout=StringIO())
    assert "secret plan" not in str(refused.value)
    for form in ("usage", "litellm", "copilot"):
        with pytest.raises(CommandError) as refused:
            call_command("import_usage", str(path), "--format", form, stdout=StringIO())
        assert "secret plan" not in str(refused.value)
    assert not kept()
    assert not AuditEntry.objects.filter(verb="usage.import").exists()
