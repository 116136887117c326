"""The report of a drill as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

HEAD = f"{'attack':<20}{'gain / honest':>14}{'ratio':>7}{'seen':>7}{'right':>7}{'won':>5}  honest people"


def drill_lines(content: Mapping[str, Any]) -> Iterator[str]:
    if content["people"]:
        yield f"Invented attackers among {content['people']} people, seed {content['seed']}."
    else:
        yield f"Too few facts to hide an attack in: played in an invented company, seed {content['seed']}."
    yield HEAD
    for result in content["results"]:
        yield _line(result)
        for won in result["won"]:
            tier = f" ({won['tier']})" if won["tier"] else ""
            yield f"    got through: {won['badge']}{tier}, {_people(won['people'])}"
        for lost in result["lost"]:
            yield f"    would be missed: {lost['badge']} by {lost['person'] or 'somebody invented'}"
    if content["mean_ratio"] is not None:
        yield (
            f"An attack gains {content['mean_ratio']:.2f} of what as many independent facts would, on average; "
            f"{content['worst_ratio']:.2f} at worst. {content['badges_won']} badges got through."
        )
    yield _what_to_do(content["results"])


def _what_to_do(results: Sequence[Mapping[str, Any]]) -> str:
    badges = sorted({won["badge"] for result in results for won in result["won"]})
    if not badges:
        return "Nothing got through. docs/drills.md says how to read the columns."
    return (
        f"To do: ask more teams or voices in the rules of {', '.join(badges)}, and try the drafts with "
        "`manage.py drill --rule FILE`. docs/drills.md says how to read the columns."
    )


def _line(result: Mapping[str, Any]) -> str:
    gains = f"{result['gain']:.1f} / {result['honest_gain']:.1f}"
    harm = f"{_people(result['harmed'])} lose over a tenth" if result["harmed"] else "lose nothing"
    if not result["planted"]:
        harm = "nothing was planted: everybody used a tool in every week"
    won = sum(won["people"] for won in result["won"])
    return (
        f"{result['kind']:<20}{gains:>14}{_share(result['ratio']):>7}{_share(result['recall']):>7}"
        f"{_share(result['precision']):>7}{won:>5}  {harm}"
    )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
