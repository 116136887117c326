"""`rules attack-cost` and `rules backtest`."""

import json

import pytest

from tests.scoring.commands.test_commands import judged, refused, run  # noqa: F401

TIERED = "badge: mentor\ncriteria: {peer_support: {at_least: 3, voices: 3}}\ntiers: {bronze: 1, silver: 3}"


@pytest.fixture
def rule_file(tmp_path):
    path = tmp_path / "mentor.yaml"
    path.write_text(TIERED)
    return str(path)


def test_attack_cost_says_what_each_tier_costs_beside_the_honest_way(rule_file):
    bronze, silver, honest = run("rules", "attack-cost", rule_file).splitlines()
    assert bronze.startswith("Bronze: Cheapest way to fake this: two people of the same team")
    assert "effort 8" in bronze
    assert silver.startswith("Silver: ")
    assert "honest pace" in honest


def test_attack_cost_is_told_of_unlawful_rules_too(tmp_path):
    path = tmp_path / "cheap.yaml"
    path.write_text("badge: mentor\ncriteria: {peer_support: {at_least: 1}}")
    assert json.loads(run("rules", "attack-cost", str(path), "--json"))["tiers"][0]["effort"] == 2


def test_backtest_ends_with_one_line_about_everybody(judged, rule_file):  # noqa: F811
    told = run("rules", "backtest", rule_file, "--from", "2026-01-01", "--step-days", "60")
    assert "would have earned mentor" in told
    assert "Of the holders of today 0 would have earned it, 1 would not" in told
    assert json.loads(run("rules", "backtest", rule_file, "--from", "2026-06-01", "--json"))["earned"] == []


@pytest.mark.parametrize("words", [("--from", "soon"), ("--from", "2026-06-01", "--until", "2026-01-01")])
def test_backtest_refuses_dates_that_make_no_sense(judged, rule_file, words):  # noqa: F811
    code, told = refused("rules", "backtest", rule_file, *words)
    assert (code, len(told.splitlines())) == (2, 1)
