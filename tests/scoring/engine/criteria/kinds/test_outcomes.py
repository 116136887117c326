import pytest

from scoring.engine.criteria.kinds.outcomes import Outcomes
from tests.scoring.engine.criteria.kinds.tables import Example, check_printed, judged, said

EXAMPLES = [
    Example("", "{credit: 1}", "credit 0, roots 0, verifiers 0", "not met"),
    Example("Ada finishes parser", "{credit: 0.5}", "credit 0, roots 0, verifiers 0", "not met"),
    Example("Ada finishes parser, the source vouches", "{credit: 0.5}", "credit 0.5, roots 1, verifiers 0", "met"),
    Example("Ada finishes parser; Ada verifies parser", "{roots: 1}", "credit 0, roots 0, verifiers 0", "not met"),
    Example("Ada finishes parser; Robo verifies parser", "{roots: 1}", "credit 0, roots 0, verifiers 0", "not met"),
    Example(
        "Ada finishes parser; Bo verifies parser", "{credit: 1, roots: 1}", "credit 1, roots 1, verifiers 1", "met"
    ),
    Example(
        "Ada finishes parser; Bo verifies parser",
        "{credit: 1, verifiers: 2}",
        "credit 1, roots 1, verifiers 1",
        "not met",
    ),
    Example(
        "Ada finishes parser; Ada finishes lexer; Bo verifies parser; Chen verifies lexer",
        "{credit: 2, verifiers: 2}",
        "credit 2, roots 2, verifiers 2",
        "met",
    ),
    Example(
        "Ada finishes parser on day 50; Bo verifies parser on day 50",
        "{credit: 1}",
        "credit 0.5, roots 1, verifiers 1",
        "not met",
    ),
    Example(
        "Ada finishes parser; Bo verifies parser; parser is reversed on day 59",
        "{roots: 1}",
        "credit 0, roots 0, verifiers 0",
        "not met",
    ),
    Example(
        "Ada finishes parser of 150 lines; Bo verifies parser", "{credit: 2}", "credit 2, roots 1, verifiers 1", "met"
    ),
    Example(
        "Ada finishes parser of 100000 lines; Bo verifies parser",
        "{credit: 5}",
        "credit 4, roots 1, verifiers 1",
        "not met",
    ),
    Example(
        "Ada and Chen finish parser of 100 lines; Bo verifies parser",
        "{credit: 1}",
        "credit 1, roots 1, verifiers 1",
        "met",
    ),
    Example(
        "Ada finishes launch (service_deployed); Bo verifies launch",
        "{credit: 1, kinds: [incident_resolved]}",
        "credit 0, roots 0, verifiers 0",
        "not met",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.story or 'nothing'} {example.asked}")
def test_it_measures_and_answers_as_the_table_says(example):
    assert said(judged("outcomes", example)) == (example.measured, example.answer)


def test_the_printed_table_is_the_one_in_the_documentation():
    check_printed(
        Outcomes(),
        EXAMPLES,
        "A piece of work of 50 lines is worth 1, of 150 lines 2, of 350 lines 3, and never more than 4; half until "
        "it has held for 30 days after it was verified.",
    )
