import pytest

from scoring.engine.criteria.kinds.peer_support import PeerSupport
from tests.scoring.engine.criteria.kinds.tables import Example, check_printed, judged, said

EXAMPLES = [
    Example("", "{at_least: 1}", "support 0, teams 0, voices 0", "not met"),
    Example("Chen nominates Ada", "{at_least: 1}", "support 1, teams 1, voices 1", "met"),
    Example("Chen nominates Ada", "{at_least: 1, voices: 2}", "support 1, teams 1, voices 1", "not met"),
    Example(
        "Chen nominates Ada; Chen nominates Ada on day 5", "{at_least: 1.5}", "support 1, teams 1, voices 1", "not met"
    ),
    Example(
        "Chen nominates Ada; Fay nominates Ada", "{at_least: 1.5, voices: 2}", "support 1.58, teams 1, voices 2", "met"
    ),
    Example("Chen nominates Ada; Eve nominates Ada", "{at_least: 2, teams: 2}", "support 2, teams 2, voices 2", "met"),
    Example("Bo nominates Ada", "{at_least: 0.5}", "support 0.58, teams 1, voices 1", "met"),
    Example("Dina nominates Ada", "{at_least: 0.5}", "support 0, teams 0, voices 0", "not met"),
    Example("Ada nominates Ada; Robo nominates Ada", "{at_least: 0.5}", "support 0, teams 0, voices 0", "not met"),
    Example("Chen nominates Ada for steady-hand", "{at_least: 1}", "support 0, teams 0, voices 0", "not met"),
    Example("Chen thanks Ada for having mentored", "{at_least: 1}", "support 0, teams 0, voices 0", "not met"),
    Example(
        "Chen thanks Ada for having mentored",
        "{at_least: 1, from: [thanks], thanks: [mentored]}",
        "support 1, teams 1, voices 1",
        "met",
    ),
    Example(
        "Chen thanks Ada for having helped",
        "{at_least: 1, from: [thanks], thanks: [mentored]}",
        "support 0, teams 0, voices 0",
        "not met",
    ),
    Example(
        "Chen nominates Ada; Chen thanks Ada",
        "{at_least: 1.5, from: [nominations, thanks]}",
        "support 1, teams 1, voices 1",
        "not met",
    ),
    Example(
        "Chen nominates Ada; Chen nominates Ada on day 100",
        "{at_least: 1.5}",
        "support 1.58, teams 1, voices 1",
        "met",
        on=120,
    ),
    Example(
        "Chen nominates Ada; Chen nominates Ada on day 100",
        "{at_least: 1.5}",
        "support 0.58, teams 1, voices 1",
        "not met",
        on=120,
        counts_from="1 epochs",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.story or 'nothing'} {example.asked}")
def test_it_measures_and_answers_as_the_table_says(example):
    assert said(judged("peer_support", example)) == (example.measured, example.answer)


def test_the_printed_table_is_the_one_in_the_documentation():
    check_printed(
        PeerSupport(),
        EXAMPLES,
        "Each further voice from a team adds less; a person's own team counts half; one person counts once a "
        "quarter, and a repeat in a later quarter adds less.",
    )
