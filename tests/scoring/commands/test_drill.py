"""`manage.py drill`: what would get through, and exit codes."""

import io
import json

import pytest
from django.core.management import call_command

from recognition.models import Nomination, RoleGrant
from scoring.management.drill_report import drill_lines
from scoring.models import Drill, DrillReport
from tests.scoring.commands.test_commands import refused, run
from tests.scoring.rules_for_tests import enforce_small_rules

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HIGH = "badge: mentor\ncriteria: {peer_support: {at_least: 40, teams: 4, voices: 8}}\n"


@pytest.fixture
def rules(ada, bo):
    return enforce_small_rules(ada, bo)


def test_a_drill_says_per_attack_what_it_gains_and_what_got_through(rules):
    told = run("drill", "--attack", "cross_team_bloc", "--attack", "ring")
    assert "Too few facts to hide an attack in" in told
    assert told.index("\nring") < told.index("\ncross_team_bloc")
    assert "of what as many independent facts would" in told


def test_a_drill_ends_with_what_to_do(rules, tmp_path):
    assert "more teams or voices in the rules of" in run("drill", "--attack", "ring").splitlines()[-1]
    nothing = {"people": 9, "seed": 1, "results": [], "mean_ratio": None, "worst_ratio": None, "badges_won": 0}
    assert list(drill_lines(nothing))[-1].startswith("Nothing got through.")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_is_told_after_each_attack_how_far_it_has_come(rules):
    err = Terminal()
    call_command("drill", "--attack", "clique", "--attack", "ring", stdout=io.StringIO(), stderr=err)
    told = err.getvalue()
    assert told.index("1 of 2 attacks played: ring") < told.index("2 of 2 attacks played: clique")
    assert told.endswith("\n")
    quiet = io.StringIO()
    call_command("drill", "--attack", "ring", stdout=io.StringIO(), stderr=quiet)
    assert quiet.getvalue() == ""


def test_a_loop_that_found_no_free_week_says_that_it_measured_nothing():
    of_it = {"gain": 0.0, "honest_gain": 0.0, "ratio": None, "recall": None, "precision": None, "harmed": 0}
    result = {"kind": "cron_loop", "planted": 0, "won": [], "lost": [], **of_it}
    content = {"people": 9, "seed": 1, "results": [result], "mean_ratio": None, "worst_ratio": None, "badges_won": 0}
    assert any("nothing was planted" in line for line in drill_lines(content))


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
