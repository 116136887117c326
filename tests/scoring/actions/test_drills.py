"""Who may ask for a drill, and how a worker plays it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from recognition.actions import nominations
from recognition.models import AuditEntry, Badge, Role, RoleGrant
from scoring import tasks
from scoring.actions import drills
from scoring.models import Decision, Drill
from scoring.rule_checks.drills import play_waiting, take
from tests.scoring.rules_for_tests import enforce_small_rules

REASON = "They took the time to help us through the move."


@pytest.fixture
def reviewer(chen):
    RoleGrant.objects.create(person=chen, role=Role.REVIEWER)
    return chen


def test_a_reviewer_asks_and_a_worker_plays(reviewer, ada, bo):
    enforce_small_rules(ada, bo)
    drill = drills.ask(by=reviewer, kinds=["ring"], seed=3)
    assert (drill.state, drill.percent) == ("waiting", 0)
    assert play_waiting() == 1
    drill.refresh_from_db()
    assert (drill.state, drill.percent, drill.report.content["results"][0]["kind"]) == ("done", 100, "ring")
    assert play_waiting() == 0
    assert AuditEntry.objects.get(verb="drill.ask").actor == "chen"


def test_others_do_not_start_drills(ada):
    with pytest.raises(PermissionDenied, match="reviewers and program admins"):
        drills.ask(by=ada)
    assert not Drill.objects.exists()


def test_all_attacks_are_meant_where_none_is_named(reviewer):
    assert len(drills.ask(by=reviewer).kinds) > 15


def test_an_unknown_attack_is_refused_with_the_known_ones(reviewer):
    with pytest.raises(ValidationError, match="Known: reciprocal_pair"):
        drills.ask(by=reviewer, kinds=["ring", "sneeze"])


def test_ten_may_wait(reviewer):
    for seed in range(10):
        drills.ask(by=reviewer, kinds=["ring"], seed=seed)
    with pytest.raises(ValidationError, match="Ten drills"):
        drills.ask(by=reviewer, kinds=["ring"])
    assert drills.ask(by=reviewer, kinds=["ring"], played_at_once=True).pk


def test_a_drill_is_played_by_one_worker(reviewer):
    drill = drills.ask(by=reviewer, kinds=["ring"])
    assert take(drill)
    assert not take(drill)
    assert play_waiting() == 0


def test_who_waits_is_judged_between_two_attacks(reviewer, ada, bo):
    """With one worker alone, a nomination would else wait for the end of the drill."""
    enforce_small_rules(ada, bo)
    nominations.submit(by=ada, nominee=bo, badge=Badge.objects.get(slug="mentor"), reason=REASON)
    drill = drills.ask(by=reviewer, kinds=["ring", "clique"])
    seen = []

    def judge():
        tasks.recalculate()
        drill.refresh_from_db()
        seen.append((drill.state, drill.played, Decision.objects.filter(person=bo).exists()))

    play_waiting(between=judge)
    assert seen == [("running", 1, True), ("running", 2, True)]


def test_the_worker_judges_between_attacks(reviewer, ada, bo):
    enforce_small_rules(ada, bo)
    nominations.submit(by=ada, nominee=bo, badge=Badge.objects.get(slug="mentor"), reason=REASON)
    drills.ask(by=reviewer, kinds=["ring"])
    tasks.drill()
    assert Decision.objects.filter(person=bo).exists()


def test_a_drill_whose_worker_died_is_played_again(reviewer):
    drill = drills.ask(by=reviewer, kinds=["ring"])
    assert take(drill)
    Drill.objects.update(taken_until=timezone.now() - timedelta(seconds=1))
    assert play_waiting() == 1
    drill.refresh_from_db()
    assert drill.state == "done"


def test_a_draft_that_asks_for_what_is_gone_fails_with_a_reason(reviewer, ada, bo):
    enforce_small_rules(ada, bo)
    drill = drills.ask(by=reviewer, kinds=["ring"])
    badge = enforce_small_rules(ada, bo)[0].badge
    Drill.objects.update(badge=badge, digest="d" * 64, text="badge: mentor\ncriteria: {sneezing: {days: 3}}\n")
    assert play_waiting() == 1
    drill.refresh_from_db()
    assert drill.state == "failed"
    assert "ask for a new drill" in drill.trouble
