"""A preview says what drills have said of the rule, and waits for none."""

import pytest

from recognition.models import Role, RoleGrant
from scoring.actions import drills
from scoring.models import Drill, DrillReport
from scoring.rule_checks.drills import play_waiting
from scoring.rule_checks.preview import preview
from tests.scoring.commands.test_commands import run
from tests.scoring.rules_for_tests import enforce_small_rules

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

DRAFT = "badge: mentor\ncriteria: {peer_support: {at_least: 3, teams: 2, voices: 3}}\n"


@pytest.fixture
def admin(ada, bo):
    enforce_small_rules(ada, bo)
    RoleGrant.objects.create(person=ada, role=Role.ADMIN)
    return ada


def test_without_a_drill_it_says_how_to_get_one(admin, tmp_path):
    path = tmp_path / "mentor.yaml"
    path.write_text(DRAFT)
    assert preview(DRAFT).drill is None
    assert "manage.py drill --rule FILE" in run("rules", "preview", str(path))


def test_a_drill_of_the_live_rules_speaks_until_the_draft_was_drilled(admin, tmp_path):
    live = Drill.objects.create(kinds=["ring"], state="done")
    won = [{"badge": "mentor", "tier": "bronze", "people": 2}, {"badge": "kind", "tier": "", "people": 1}]
    DrillReport.objects.create(drill=live, content={"results": [{"kind": "ring", "won": won}]})
    before = preview(DRAFT).drill
    assert (before.of_draft, before.got_through) == (False, (("ring", "bronze", 2),))
    drill = drills.ask(by=admin, kinds=["reciprocal_pair"], text=DRAFT)
    play_waiting()
    after = preview(DRAFT).drill
    assert (after.drill, after.of_draft, after.attacks) == (drill.pk, True, 1)
    path = tmp_path / "mentor.yaml"
    path.write_text(DRAFT)
    assert f"Drill {drill.pk} of this draft" in run("rules", "preview", str(path))


def test_a_draft_in_other_words_is_the_same_draft(admin):
    drills.ask(by=admin, kinds=["reciprocal_pair"], text=DRAFT)
    play_waiting()
    same = "criteria:\n  peer_support: {voices: 3, teams: 2, at_least: 3}\nbadge: mentor\n"
    assert preview(same).drill.of_draft
