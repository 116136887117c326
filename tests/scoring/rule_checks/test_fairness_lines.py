"""What a preview says about groups: the few that are worth a look, and never noise."""

from scoring.engine.fairness import fairness
from scoring.rule_checks.groups import fairness_document, fairness_lines


def teams(number, size):
    return {person: f"team{person // size}" for person in range(number * size)}


def test_chance_is_called_chance():
    [line] = fairness_lines((fairness("team", teams(30, 10), {0, 1, 20}),))
    assert line == (
        "By team: 29 of 30 groups are below four fifths of the largest share, none by more than chance explains."
    )


def test_a_team_that_is_left_out_is_named():
    found = fairness("team", teams(10, 20), [person for person in range(20, 200) if person % 2])
    [line] = fairness_lines((found,))
    assert line == (
        "By team: below four fifths of the largest share (50%), by more than chance explains: team0 0%. Worth a look."
    )
    assert fairness_document(found)["worth_a_look"] == ["team0"]
