"""`shadow` and `publishing`."""

import json

import pytest

from recognition.models import RoleGrant
from scoring.models import RuleVersion
from tests.scoring.commands.test_commands import judged, refused, run  # noqa: F401

RULE = "badge: mentor\ncriteria: {peer_support: {at_least: 9, teams: 3, voices: 3}}"


@pytest.fixture
def rule_file(judged, tmp_path, ada, bo):  # noqa: F811
    for person in (ada, bo):
        RoleGrant.objects.create(person=person, role="admin")
    path = tmp_path / "mentor.yaml"
    path.write_text(RULE)
    return str(path)


def test_a_draft_is_started_compared_and_stopped(rule_file):
    assert "version 2 decides in the shadow" in run("shadow", "start", rule_file, "--by", "ada")
    run("recalculate")
    told = run("shadow", "compare", "mentor")
    assert "eve: bronze in force, nothing in the shadow" in told
    assert json.loads(run("shadow", "compare", "mentor", "--json"))["only_live"] == 1
    assert "has ended" in run("shadow", "stop", "mentor", "--by", "bo")


def test_one_asks_and_another_approves(rule_file):
    assert "mentor/2 waits" in run("publishing", "ask", rule_file, "--by", "ada", "--note", "Too easy so far.")
    assert "mentor/2 asked for by ada" in run("publishing", "list")
    code, told = refused("publishing", "approve", "mentor/2", "--by", "ada")
    assert (code, "second person" in told) == (2, True)
    assert "in force" in run("publishing", "approve", "mentor/2", "--by", "bo")
    assert RuleVersion.objects.get(badge__slug="mentor", state="live").number == 2


@pytest.mark.parametrize(
    "words", [("decline", "mentor/2", "--by", "bo", "--reason", "No."), ("withdraw", "mentor/2", "--by", "ada")]
)
def test_a_request_can_end_without_effect(rule_file, words):
    run("publishing", "ask", rule_file, "--by", "ada", "--note", "Too easy so far.")
    assert "mentor/2 was" in run("publishing", *words)
    assert "0 wait" in run("publishing", "list")


@pytest.mark.parametrize(
    "words",
    [
        ("shadow", "compare", "mentor"),
        ("shadow", "compare", "no-such-badge"),
        ("publishing", "approve", "mentor/2", "--by", "bo"),
        ("publishing", "approve", "mentor/x", "--by", "bo"),
        ("publishing", "approve", "mentor", "--by", "nobody"),
    ],
)
def test_bad_input_ends_with_code_2_and_one_line(rule_file, words):
    code, told = refused(*words)
    assert (code, len(told.splitlines())) == (2, 1)
