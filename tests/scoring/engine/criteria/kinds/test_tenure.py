import pytest

from scoring.engine.criteria.kinds.tenure import Tenure
from scoring.engine.facts import DAY
from tests.scoring.engine.criteria.kinds.tables import Example, check_printed, judged, said
from tests.scoring.engine.stories import DAY_0

EXAMPLES = [
    Example("", "{days: 30}", "", "unknown"),
    Example("Ada starts on day 0", "{days: 30}", "days 60", "met"),
    Example("Ada starts on day 30", "{days: 30}", "days 30", "met"),
    Example("Ada starts on day 31", "{days: 30}", "days 29", "not met"),
    Example("Ada starts on day 90", "{days: 30}", "days 0", "not met"),
    Example("Ada starts on day -3600", "{days: 3652}", "days 3660", "met"),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.story or 'nothing'} {example.asked}")
def test_it_measures_and_answers_as_the_table_says(example):
    assert said(judged("tenure", example)) == (example.measured, example.answer)


def test_it_is_looked_at_again_on_the_day():
    assert judged("tenure", Example("Ada starts on day 31", "{days: 30}", "", "")).next_check_at == DAY_0 + 61 * DAY
    assert judged("tenure", Example("Ada starts on day 30", "{days: 30}", "", "")).next_check_at is None
    assert judged("tenure", Example("", "{days: 30}", "", "")).next_check_at is None


def test_the_printed_table_is_the_one_in_the_documentation():
    check_printed(Tenure(), EXAMPLES, "Time, not merit: badges by tenure belong to the category “years of service”.")
