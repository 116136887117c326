"""`manage.py drill`: what would get through, and exit codes."""

import json

import pytest

from recognition.models import Nomination, RoleGrant
from scoring.models import Drill, DrillReport
from tests.scoring.commands.test_commands import refused, run
from tests.scoring.rules_for_tests import enforce_small_rules

pytestmark = pytest.mark.django_db

HIGH = "badge: mentor\ncriteria: {peer_support: {at_least: 40, teams: 4, voices: 8}}\n"


@pytest.fixture
def rules(ada, bo):
    return enforce_small_rules(ada, bo)


def test_a_drill_says_per_attack_what_it_gains_and_what_got_through(rules):
    told = run("drill", "--attack", "cross_team_bloc", "--attack", "ring")
    assert "Too few facts to hide an attack in" in told
    assert told.index("\nring") < told.index("\ncross_team_bloc")
    assert "of what as many independent facts would" in told


def test_a_drill_stores_its_report_and_no_fact(rules):
    run("drill", "--attack", "ring")
    assert Nomination.objects.count() == 0
    drill = Drill.objects.get()
    assert (drill.state, drill.played, drill.report.content["seed"]) == ("done", 1, 1)


def test_the_same_seed_says_the_same(rules):
    one, other = (json.loads(run("drill", "--attack", "clique", "--seed", "7", "--json")) for _ in range(2))
    assert one["results"] == other["results"]


def test_a_draft_is_drilled_in_its_badges_place(rules, tmp_path):
    path = tmp_path / "mentor.yaml"
    path.write_text(HIGH)
    words = ("drill", "--attack", "ring", "--seed", "1", "--json")
    live, draft = json.loads(run(*words)), json.loads(run(*words, "--rule", str(path)))
    assert "mentor" in {won["badge"] for won in live["results"][0]["won"]}
    assert "mentor" not in {won["badge"] for won in draft["results"][0]["won"]}
    assert Drill.objects.get(badge__slug="mentor").digest


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--attack", "sneeze"), "No attack sneeze. Known: reciprocal_pair, ring"),
        (("--seed", "-1"), "from 0 to 2147483647"),
        (("--rule", "/nowhere.yaml"), "/nowhere.yaml"),
    ],
)
def test_bad_input_ends_with_two_and_what_to_do(rules, words, reason):
    code, told = refused("drill", *words)
    assert code == 2
    assert reason in told
    assert not DrillReport.objects.exists()


def test_an_unlawful_draft_ends_with_two(rules, tmp_path):
    path = tmp_path / "low.yaml"
    path.write_text("badge: mentor\ncriteria: {peer_support: {at_least: 0.5}}\n")
    assert refused("drill", "--rule", str(path))[0] == 2
    assert not RoleGrant.objects.exists()
