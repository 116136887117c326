import pytest

from scoring.engine.criteria.kinds.holds import Holds
from tests.scoring.engine.criteria.kinds.tables import Example, check_printed, judged, said

EXAMPLES = [
    Example("", "{badge: first-review}", "held 0", "not met"),
    Example("Ada holds first-review", "{badge: first-review}", "held 1", "met"),
    Example("Ada holds first-review on day 61", "{badge: first-review}", "held 0", "not met"),
    Example("Bo holds first-review", "{badge: first-review}", "held 0", "not met"),
    Example("Ada holds first-review", "{badge: nobody-knows-it}", "", "unknown"),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.story or 'nothing'} {example.asked}")
def test_it_measures_and_answers_as_the_table_says(example):
    assert said(judged("holds", example)) == (example.measured, example.answer)


def test_the_printed_table_is_the_one_in_the_documentation():
    check_printed(
        Holds(), EXAMPLES, "A badge that is won in the same judgement counts at once, unless a panel decides."
    )
