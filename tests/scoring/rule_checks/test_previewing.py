"""A worker answers the previews that wait."""

from datetime import timedelta

import pytest
from django.utils import timezone

from scoring.actions import rule_previews
from scoring.models import RulePreview
from scoring.rule_checks import previewing
from scoring.tasks import preview_rule
from tests.scoring.rules_for_tests import EASIER, LIVE

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(praised, admins):
    return rule_previews.ask(by=admins[0], text=EASIER.replace("at_least: 1.5", "at_least: 1.9"))


def test_the_oldest_is_answered_first_and_says_who_gains(asked, admins):
    later = rule_previews.ask(by=admins[0], text=LIVE)
    preview_rule()
    asked.refresh_from_db()
    later.refresh_from_db()
    assert (asked.state, later.state) == ("done", "waiting")
    assert asked.content["gain"] == 1
    assert asked.content["changes"][0]["person"] == "eve"
    assert asked.at is not None


def test_nothing_waits_and_nothing_is_done(db):
    assert previewing.answer_waiting() == 0


def test_one_that_another_worker_has_is_left_alone_until_its_lease_ends(asked):
    until = timezone.now() + timedelta(minutes=1)
    RulePreview.objects.update(state="running", taken_until=until)
    assert previewing.answer_waiting() == 0
    RulePreview.objects.update(taken_until=until - timedelta(minutes=2))
    assert previewing.answer_waiting() == 1


def test_a_rule_that_does_not_pass_any_more_says_so(asked, badge):
    badge.state = "retired"
    badge.retired_at = timezone.now()
    badge.save()
    previewing.answer_waiting()
    asked.refresh_from_db()
    assert asked.state == "failed"
    assert "retired" in asked.trouble


def test_one_that_breaks_off_says_so_and_is_not_tried_again(asked, monkeypatch):
    def broken(*_arguments, **_more):
        raise RuntimeError("no memory")

    monkeypatch.setattr(previewing, "preview", broken)
    with pytest.raises(RuntimeError):
        previewing.answer_waiting()
    asked.refresh_from_db()
    assert asked.state == "failed"
    assert "no memory" in asked.trouble
    assert previewing.answer_waiting() == 0
