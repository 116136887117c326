import pytest

from scoring.engine.criteria.kinds.verifications_given import VerificationsGiven
from tests.scoring.engine.criteria.kinds.tables import Example, check_printed, judged, said

EXAMPLES = [
    Example("", "{at_least: 1}", "support 0, authors 0, teams 0", "not met"),
    Example("Chen finishes index; Ada verifies index", "{at_least: 1}", "support 1, authors 1, teams 1", "met"),
    Example(
        "Chen finishes index; Ada verifies index",
        "{at_least: 1, authors: 2}",
        "support 1, authors 1, teams 1",
        "not met",
    ),
    Example("Ada finishes parser; Ada verifies parser", "{at_least: 1}", "support 0, authors 0, teams 0", "not met"),
    Example("Robo finishes bump; Ada verifies bump", "{at_least: 1}", "support 0, authors 0, teams 0", "not met"),
    Example(
        "Chen finishes index; Chen finishes query; Ada verifies index; Ada verifies query",
        "{at_least: 1.5}",
        "support 1, authors 1, teams 1",
        "not met",
    ),
    Example(
        "Chen finishes index; Eve finishes poster; Ada verifies index; Ada verifies poster",
        "{at_least: 2, teams: 2}",
        "support 2, authors 2, teams 2",
        "met",
    ),
    Example(
        "Chen finishes index on day 50; Ada verifies index on day 50",
        "{at_least: 1}",
        "support 0, authors 0, teams 0",
        "not met",
    ),
    Example(
        "Chen finishes index; Ada verifies index; index is reversed on day 59",
        "{at_least: 1}",
        "support 0, authors 0, teams 0",
        "not met",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.story or 'nothing'} {example.asked}")
def test_it_measures_and_answers_as_the_table_says(example):
    assert said(judged("verifications_given", example)) == (example.measured, example.answer)


def test_the_printed_table_is_the_one_in_the_documentation():
    check_printed(
        VerificationsGiven(), EXAMPLES, "Work counts once it has held for 30 days, each author once a quarter."
    )
