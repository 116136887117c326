import pytest

from scoring.engine.criteria.kinds.usage_weeks import UsageWeeks
from scoring.engine.facts import DAY
from tests.scoring.engine.criteria.kinds.tables import Example, check_printed, judged, said
from tests.scoring.engine.stories import DAY_0

# Day 0 is a Wednesday: weeks begin on the days 5, 12, 19 ... 61.
EXAMPLES = [
    Example("", "{at_least: 1}", "credited 0", "not met"),
    Example("Ada uses a tool on 2 days a week", "{at_least: 1}", "credited 1", "met"),
    Example("Ada uses a tool on 7 days a week", "{at_least: 2}", "credited 1", "not met"),
    Example("Ada uses a tool on 1 day a week for 8 weeks", "{at_least: 1}", "credited 0", "not met"),
    Example("Ada uses a tool on 3 days a week for 8 weeks", "{at_least: 8}", "credited 8", "met"),
    Example("Bo uses a tool on 3 days a week for 8 weeks", "{at_least: 1}", "credited 0", "not met"),
    Example("Ada uses a tool on 2 days a week on day 60", "{at_least: 1}", "credited 1", "met", on=61),
    Example("Ada uses a tool on 2 days a week on day 60", "{at_least: 1}", "credited 0", "not met", on=60),
    Example(
        "Ada uses a tool on 2 days a week for 16 weeks on day 0",
        "{at_least: 12}",
        "credited 1",
        "not met",
        on=104,
        counts_from="1 epochs",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.story or 'nothing'} {example.on}")
def test_it_measures_and_answers_as_the_table_says(example):
    assert said(judged("usage_weeks", example)) == (example.measured, example.answer)


def test_it_is_looked_at_again_when_the_week_is_over():
    running = Example("Ada uses a tool on 2 days a week on day 60", "{at_least: 1}", "", "")
    assert judged("usage_weeks", running).next_check_at == DAY_0 + 61 * DAY
    over = Example("Ada uses a tool on 2 days a week", "{at_least: 1}", "", "")
    assert judged("usage_weeks", over).next_check_at is None


def test_no_parameter_can_express_a_volume():
    assert [(p.name, p.measure, p.scaled) for p in UsageWeeks.parameters] == [("at_least", "credited", False)]


def test_the_printed_table_is_the_one_in_the_documentation():
    check_printed(
        UsageWeeks(),
        EXAMPLES,
        "A week is from Monday to Sunday (UTC), counts once it is over and belongs to the quarter in which it begins. "
        "Over all tools it is one week, however much was used. Higher tiers ask for no more weeks.",
    )
