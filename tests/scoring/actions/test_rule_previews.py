"""Asking whom a rule would bring its badge."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from recognition.models import AuditEntry
from scoring.actions import rule_previews
from scoring.models import RulePreview
from scoring.rule_checks.previewing import answer_waiting
from tests.scoring.rules_for_tests import LIVE

pytestmark = pytest.mark.django_db


def test_it_waits_for_a_worker_and_is_audited(admins, badge):
    preview = rule_previews.ask(by=admins[0], text=LIVE)
    assert (preview.badge, preview.state, preview.asked_by) == (badge, "waiting", admins[0])
    assert AuditEntry.objects.filter(verb="rule.preview", object_key=badge.slug).exists()


def test_asking_again_gives_the_one_that_waits(admins, badge):
    first = rule_previews.ask(by=admins[0], text=LIVE)
    assert rule_previews.ask(by=admins[1], text=LIVE + "\n") == first
    assert rule_previews.ask(by=admins[0], text=LIVE.replace("at_least: 3", "at_least: 4")) != first


def test_only_admins_see_whom_a_rule_would_bring_a_badge(eve, admins, badge):
    with pytest.raises(PermissionDenied):
        rule_previews.ask(by=eve, text=LIVE)


def test_it_refuses_a_rule_that_breaks_a_law(admins, badge):
    with pytest.raises(ValidationError, match="law 6"):
        rule_previews.ask(by=admins[0], text="badge: bridge-builder\ncriteria: {peer_support: {at_least: 1}}")
    assert not RulePreview.objects.exists()


def test_it_refuses_an_eleventh_that_waits(admins, badge):
    for number in range(10):
        RulePreview.objects.create(badge=badge, text=LIVE, digest=str(number), asked_by=admins[0])
    with pytest.raises(ValidationError, match="Ten previews are waiting"):
        rule_previews.ask(by=admins[0], text=LIVE)


def test_the_oldest_answers_of_a_badge_are_forgotten(admins, badge):
    for number in range(12):
        RulePreview.objects.create(badge=badge, text=LIVE, digest=str(number), asked_by=admins[0], state="failed")
    rule_previews.ask(by=admins[0], text=LIVE)
    kept = RulePreview.objects.filter(state="failed").values_list("digest", flat=True)
    assert sorted(map(int, kept)) == list(range(3, 12))


def test_the_worker_writes_in_the_language_of_who_asked(admins, badge):
    with translation.override("de"):
        preview = rule_previews.ask(by=admins[0], text=LIVE)
    assert preview.language == "de"
    RulePreview.objects.filter(pk=preview.pk).update(text="badge: [")
    assert answer_waiting() == 1
    preview.refresh_from_db()
    assert preview.state == "failed"
    assert preview.trouble.startswith("Die Regel besteht nicht mehr: ")
