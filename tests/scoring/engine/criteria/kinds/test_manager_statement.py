import pytest

from scoring.engine.criteria.kinds.manager_statement import ManagerStatement
from tests.scoring.engine.criteria.kinds.tables import Example, check_printed, judged, said

EXAMPLES = [
    Example("", "{at_least: 1}", "managers 0", "not met"),
    Example("Dina nominates Ada", "{at_least: 1}", "managers 1", "met"),
    Example("Dina nominates Ada; Dina nominates Ada on day 50", "{at_least: 2}", "managers 1", "not met"),
    Example("Bo nominates Ada", "{at_least: 1}", "managers 0", "not met"),
    Example("Dina nominates Ada for steady-hand", "{at_least: 1}", "managers 0", "not met"),
    Example("Dina thanks Ada", "{at_least: 1}", "managers 0", "not met"),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.story or 'nothing'} {example.asked}")
def test_it_measures_and_answers_as_the_table_says(example):
    assert said(judged("manager_statement", example)) == (example.measured, example.answer)


def test_the_printed_table_is_the_one_in_the_documentation():
    check_printed(ManagerStatement(), EXAMPLES, "A manager's word is never part of the support by colleagues.")
