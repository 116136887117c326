"""What operators type: answers, and exit codes 0, 1 and 2."""

import csv
import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from recognition.actions import nominations, outcomes, thanks
from recognition.actions.actors import System
from recognition.models import Award, Badge, Nomination, RoleGrant
from scoring.engine.detectors import DETECTORS
from scoring.models import Decision, Finding, Heartbeat, Run
from scoring.queue import enqueue
from tests.scoring.rules_for_tests import enforce_small_rules

REASON = "They took the time to help us through the move."


def run(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def refused(*words: str) -> tuple[int, str]:
    err = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command(*words, stdout=io.StringIO(), stderr=err)
    return error.value.returncode, err.getvalue() + str(error.value)


@pytest.fixture
def judged(ada, bo, chen, eve):
    enforce_small_rules(ada, bo)
    for giver in (ada, chen):
        nominations.submit(by=giver, nominee=eve, badge=Badge.objects.get(slug="mentor"), reason=REASON)
    return run("recalculate")


def test_recalculate_says_how_many_were_judged_and_what_changed(judged):
    assert "3 people judged" in judged
    assert "0 people wait" in judged
    assert Run.objects.get(kind="recalculate").counts["persons"] == 3


def test_recalculate_all_lists_awards_by_badge_and_reasons_of_discounts(judged):
    told = run("recalculate", "--all")
    assert "mentor" in told
    assert "by reason" in told


def test_recalculate_without_storing_names_what_would_change(judged, eve):
    Decision.objects.filter(person=eve).update(inputs_digest="0" * 64)
    told = run("recalculate", "--person", "eve", "--dry-run")
    assert "Nothing was stored" in told
    assert Decision.objects.filter(person=eve, inputs_digest="0" * 64).exists()


@pytest.mark.parametrize(
    "words",
    [
        ("recalculate", "--person", "nobody"),
        ("recalculate", "--at", "2026-06-15"),
        ("recalculate", "--all", "--at", "yesterday"),
        ("recalculate", "--all", "--at", "2130-01-01"),
        ("recalculate", "--all", "--dry-run", "--at", "2130-01-01"),
        ("recalculate", "--replay-since", "2130-01-01"),
        ("explain", "ada", "one-year", "--at", "2130-01-01"),
        ("recalculate", "--all", "--at", "2020-01-01"),
        ("recalculate", "--all", "--dry-run", "--at", "2026-13-45"),
        ("explain", "eve", "no-such-badge"),
        ("explain", "no\x00body", "mentor"),
        ("rederive", "mentor/nobody"),
        ("rules", "check", "no-such-file.yaml"),
    ],
)
def test_bad_input_ends_with_code_2_and_one_line(judged, words):
    code, told = refused(*words)
    assert code == (1 if words[:2] == ("rules", "check") and "cannot be published" in told else 2)
    assert len(told.splitlines()) == 1


def test_explain_says_what_is_missing_and_what_counted(judged):
    told = run("explain", "eve", "mentor")
    assert "Eve Moreau, Mentor (bronze)" in told
    assert "[met]" in told
    assert "Facts that counted: 2" in told


def test_rederive_gives_the_same_decision_again(judged):
    assert "the same" in run("rederive", "mentor/eve")


def test_rederive_is_not_changed_by_what_came_later(judged, eve, bo, ada):
    nominations.submit(by=bo, nominee=eve, badge=Badge.objects.get(slug="mentor"), reason=REASON)
    nominations.withdraw(by=ada, nomination=Nomination.objects.get(nominator=ada))
    assert "the same" in run("rederive", "mentor/eve")


def test_rederive_ends_with_code_1_when_history_was_rewritten(judged, ada):
    Nomination.objects.filter(nominator=ada).update(relation=2)
    code, told = refused("rederive", "mentor/eve")
    assert code == 1
    assert "support" in told


def test_reconcile_finds_no_difference_after_judging(judged):
    assert "0 decisions and 0 awards differ" in run("reconcile", "--dry-run")


def test_reconcile_ends_with_code_1_when_something_differs(judged, eve):
    Decision.objects.filter(person=eve).update(inputs_digest="0" * 64)
    code, told = refused("reconcile", "--dry-run")
    assert (code, "manage.py reconcile" in told) == (1, True)
    assert "Mended" in run("reconcile")
    assert "0 decisions" in run("reconcile", "--dry-run")


@pytest.mark.parametrize("what", ["decisions", "awards", "measures"])
def test_exports_have_the_same_rows_in_both_formats(judged, what):
    lines = [json.loads(line) for line in run("export", what).splitlines()]
    table = list(csv.DictReader(io.StringIO(run("export", what, "--format", "csv"))))
    assert lines
    assert [row["person"] for row in table] == [row["person"] for row in lines]
    assert list(table[0]) == list(lines[0])


def test_exported_awards_name_their_evidence_by_key(judged):
    rows = [json.loads(line) for line in run("export", "awards").splitlines()]
    evidence = next(row["evidence"] for row in rows if row["badge"] == "mentor")
    assert {fact["id"] for fact in evidence} == set(Nomination.objects.values_list("key", flat=True))


def test_no_export_gives_a_number_of_the_database(db, ada, bo, badge):
    given = thanks.give(by=bo, receiver=ada, text="Thank you for the help!", kind="helped")
    work = outcomes.report(
        by=System("test"), source="forge", key="c1", kind="change_merged", at=given.at, authors=[ada]
    )
    checked = outcomes.verify(by=bo, outcome=work)
    evidence = [{"kind": "thanks", "id": given.pk}, {"kind": "verification", "id": checked.pk}]
    Award.objects.create(person=ada, badge=badge, evidence=evidence, given_at=given.at, rule_version=1)
    seen = Finding.objects.create(key="N02-x", code="N02", severity="review", factor=0.5, p_value=0.001, at=given.at,
                                  sentence="They thank each other.", evidence=evidence, found_at=given.at)  # fmt: skip
    seen.people.add(ada, bo)
    (award,) = [json.loads(line) for line in run("export", "awards").splitlines()]
    (finding,) = [json.loads(line) for line in run("export", "findings").splitlines()]
    said, confirmed = award["evidence"]
    assert (said["kind"], said["said"], said["by"], said["to"]) == ("thanks", "helped", "bo", "ada")
    assert (confirmed["kind"], confirmed["by"], confirmed["of"]) == ("verification", "bo", "forge:c1")
    assert "id" not in said | confirmed
    assert (finding["people"], finding["about"]) == (["ada", "bo"], award["evidence"])


def test_exporting_findings_says_that_there_are_none(db):
    assert run("export", "findings") == ""


def test_rules_are_checked_published_and_previewed(judged, tmp_path, ada, bo):
    path = tmp_path / "mentor.yaml"
    path.write_text("badge: mentor\ncriteria: {peer_support: {at_least: 6, teams: 3, voices: 3}}")
    assert "keeps the laws" in run("rules", "check", str(path))
    preview = json.loads(run("rules", "preview", str(path), "--json"))
    assert (preview["lose"], preview["changes"][0]["person"], preview["changes"][0]["after"]) == (1, "eve", "")
    code, told = refused("rules", "publish", str(path), "--by", "ada", "--approved-by", "bo")
    assert (code, "roles grant" in told) == (2, True)
    for person in (ada, bo):
        RoleGrant.objects.create(person=person, role="admin")
    assert "version 2 is in force" in run("rules", "publish", str(path), "--by", "ada", "--approved-by", "bo")


def test_a_rule_with_five_mistakes_gives_five_lines(db, tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("badge: 7\naward: perhaps\nexpires: soon\ncounts_from: long ago\ncriteria: {luck: {n: 1}}")
    code, told = refused("rules", "check", str(path))
    assert code == 1
    assert sum(str(path) in line for line in told.splitlines()) == 5


def test_all_that_is_wrong_is_told_in_one_round(db, tmp_path):
    rule, missing = tmp_path / "bad.yaml", tmp_path / "gone.yaml"
    rule.write_text("badge: no-such\nexpires: soon\ncriteria:\n  all:\n    - holds: {badge: nor-this}\n"
                    "    - peer_support: {at_least: 1}\n")  # fmt: skip
    code, told = refused("rules", "check", str(rule), str(missing))
    assert code == 1
    for words in (
        "expires: expected",
        "badge “nor-this”",
        "there is no badge “no-such”",
        "One colleague alone",
        "gone.yaml: No such",
    ):
        assert words in told
    assert told.splitlines()[-1].startswith("2 of 2 rules cannot be published")


def test_health_names_each_part_and_fails_when_people_wait_too_long(judged, ada, settings):
    settings.REDIS_URL = ""  # without a broker, no worker and no scheduler is missed
    assert "ok  queue" in run("health")
    enqueue({ada.pk}, reason="test")
    from scoring.models import QueuedPerson

    QueuedPerson.objects.update(queued_at="2026-01-01T00:00Z")
    code, told = refused("health")
    assert (code, "queue" in told) == (1, True)


def test_health_beside_a_demo_sees_that_its_jobs_run(judged, settings):
    settings.REDIS_URL = ""
    assert "none is configured" in run("health")
    for part in ("worker", "beat"):
        Heartbeat.objects.create(part=part, at=timezone.now())
    told = run("health")
    assert "a demo has one of its own" in told
    assert "ok  worker" in told


def test_health_fails_without_a_broker_and_heartbeats(db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    code, told = refused("health")
    assert code == 1
    assert "worker" in told
    assert not Heartbeat.objects.exists()


def test_sweep_runs_every_detector_and_says_what_it_wrote(judged):
    told = run("sweep")
    assert told.startswith(f"{len(DETECTORS)} detectors, ")
    assert Run.objects.get(kind="sweep").counts["detectors"] == len(DETECTORS)


def test_sweep_refuses_a_detector_that_does_not_exist(db):
    code, message = refused("sweep", "N99")
    assert (code, "N99" in message, Run.objects.exists()) == (2, True, False)
