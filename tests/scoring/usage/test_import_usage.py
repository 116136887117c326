"""manage.py import_usage: three kinds of files, all or nothing, safe to repeat."""

import gzip
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from recognition.models import AuditEntry
from scoring.models import UsageAccount, UsageDay, UsageReceipt, UsageSketch, UsageWeek

PAYLOADS = Path(__file__).resolve().parents[4] / "shared" / "data" / "payloads"
needs_payloads = pytest.mark.skipif(not PAYLOADS.is_dir(), reason="the sample payloads are not beside the repository")

DAY = {"person": "ada", "tool": "assistant", "day": "2026-06-12", "requests": 40, "output_tokens": 900}
MOMENT = {"person": "ada", "tool": "assistant", "at": "2026-06-11T09:30:00Z", "output_tokens": 20, "prompt_key": "k1"}


@pytest.fixture
def load(tmp_path, ada):
    def run(content, *options, name="usage.jsonl"):
        path = tmp_path / name
        if isinstance(content, list) and name.endswith(".jsonl"):
            content = "".join(json.dumps(row) + "\n" for row in content)
        elif not isinstance(content, str):
            content = json.dumps(content)
        path.write_text(content)
        out = StringIO()
        call_command("import_usage", str(path), *options, stdout=out)
        return out.getvalue()

    return run


def test_it_reads_days_and_single_requests(load, ada):
    told = load([DAY, MOMENT])
    assert "2 rows read as usage: 2 counted" in told
    found = {one.day: one for one in UsageDay.objects.all()}
    assert found[date(2026, 6, 12)].requests == 40
    assert (found[date(2026, 6, 11)].requests, found[date(2026, 6, 11)].output_tokens) == (1, 20)
    assert {one.account.person for one in found.values()} == {ada}
    assert UsageWeek.objects.get().active_days == 2
    sketch = UsageSketch.objects.get()
    assert sketch.keyed_requests == 1
    assert "k1" not in sketch.key_counts  # hashed once more


def test_repeating_it_changes_nothing(load):
    load([DAY, MOMENT])
    before = list(UsageDay.objects.order_by("id").values())
    assert "1 known before" in load([DAY, MOMENT])
    assert list(UsageDay.objects.order_by("id").values()) == before


def test_the_greater_of_two_reports_of_a_day_counts(load):
    load([DAY])
    load([{**DAY, "requests": 30, "output_tokens": 950}])
    assert UsageDay.objects.values_list("requests", "output_tokens").get() == (40, 950)


def test_a_dry_run_says_the_same_and_keeps_nothing(load):
    assert "Dry run: nothing was written." in load([DAY, MOMENT], "--dry-run")
    assert not any(model.objects.exists() for model in (UsageDay, UsageAccount, UsageReceipt))
    assert not AuditEntry.objects.exists()


def test_it_reads_gzip(tmp_path, ada):
    path = tmp_path / "usage.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(DAY).encode()))
    call_command("import_usage", str(path), stdout=StringIO())
    assert UsageDay.objects.get().requests == 40


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({**DAY, "at": "2026-06-11T09:30:00Z"}, "either at"),
        ({key: value for key, value in DAY.items() if key != "day"}, "either at"),
        ({**DAY, "requests": -1}, "requests: "),
        ({**DAY, "output_tokens": 10**13}, "output_tokens: "),
        ({**DAY, "tool": "a\u202etool"}, "tool: "),
        ({**DAY, "person": None}, "person: "),
    ],
)
def test_one_wrong_row_and_nothing_is_loaded(load, row, said):
    with pytest.raises(CommandError) as refused:
        load([DAY, row])
    assert refused.value.returncode == 2
    assert "usage.jsonl:2: " in str(refused.value)
    assert said in str(refused.value)
    assert not UsageDay.objects.exists()


def test_what_is_older_than_the_retention_time_is_left_out_and_counted(load):
    assert "1 rows left out: the usage is older than 180 days" in load([DAY, {**DAY, "day": "2025-06-12"}])
    assert UsageDay.objects.count() == 1


def test_who_is_unknown_is_kept_and_told(load):
    told = load([{**DAY, "person": "nobody"}])
    assert "1 belong to nobody in the directory" in told
    assert UsageAccount.objects.get().person is None


@pytest.mark.parametrize("content", ["", "[]", "{}", "no json", '{"some": 1}', '{"day_totals": []}'])
def test_a_file_of_no_known_kind_is_refused(load, content):
    with pytest.raises(CommandError) as refused:
        load(content)
    assert refused.value.returncode == 2
    assert "--format" in str(refused.value) or "neither" in str(refused.value)


def test_a_file_that_is_not_there_is_refused(db):
    with pytest.raises(CommandError, match="no such file"):
        call_command("import_usage", "nowhere.jsonl")


SPEND = {
    "request_id": "r1", "startTime": "2026-06-11T09:30:00", "user": "ada@plaudit.example", "api_key": "hashed",
    "prompt_tokens": 20, "completion_tokens": 80, "cache_key": "c1", "status": "success",
    "messages": {"content": "a private prompt"},
}  # fmt: skip


def test_litellm_spend_logs_are_single_requests(load, ada):
    told = load([SPEND, {**SPEND, "request_id": "r2", "startTime": "2026-06-11 09:31:00+00:00"}], name="spend.json")
    assert "2 rows read as litellm" in told
    day = UsageDay.objects.get()
    assert (day.requests, day.input_tokens, day.output_tokens, day.account.person) == (2, 40, 160, ada)
    assert UsageSketch.objects.get().keyed_requests == 2


def test_a_failed_request_is_none(load):
    assert "1 of no use" in load([{**SPEND, "status": "failure"}])
    assert not UsageDay.objects.exists()


def test_litellm_says_whose_key_it_was(load, ada):
    load([{**SPEND, "user": "default_user", "metadata": {"user_api_key_user_email": "ADA@plaudit.example"}}])
    assert UsageAccount.objects.get().person == ada


def test_no_cache_is_no_prompt_key(load):
    load([{**SPEND, "cache_key": "Cache OFF"}])
    assert UsageSketch.objects.get().keyed_requests == 0


@needs_payloads
def test_the_documented_spend_log_lacks_its_time_and_is_refused(db):
    with pytest.raises(CommandError, match="startTime"):
        call_command("import_usage", str(PAYLOADS / "litellm" / "spend_log.documented.json"))


@needs_payloads
@pytest.mark.parametrize(
    ("report", "rows", "most"), [("organization-users-1-day", 2, 187), ("organization-users-28-day", 107, None)]
)
def test_real_copilot_reports_are_read(db, report, rows, most):
    with time_machine.travel("2026-05-01T00:00:00Z"):
        out = StringIO()
        call_command("import_usage", str(PAYLOADS / "copilot" / f"new-api.{report}-report.json"), stdout=out)
    assert f"{rows} rows read as copilot: {rows} counted" in out.getvalue()
    assert UsageDay.objects.exists()
    if most:
        assert UsageDay.objects.get(account__value="hubot").requests == most


@needs_payloads
@pytest.mark.parametrize("report", ["enterprise-users-28-day", "organization-28-day"])
def test_reports_without_users_and_days_are_refused(db, report):
    path = PAYLOADS / "copilot" / f"new-api.{report}-report.json"
    with pytest.raises(CommandError, match="--format"):
        call_command("import_usage", str(path))
