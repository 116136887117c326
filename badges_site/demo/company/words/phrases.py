"""How a reason is put together: what they did, how, and what it changed."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """Three lists of sentences with the slots {first} {thing} {Thing} {team} {place} {n}."""

    did: tuple[str, ...]
    how: tuple[str, ...]
    changed: tuple[str, ...]


WHEN = (
    "before Easter",
    "during the August rush",
    "in the week of the storm",
    "on a Friday afternoon",
    "in the first week of June",
    "while half of us were on leave",
    "right before the winter timetable",
    "during the Gdynia go-live",
    "on the night shift",
    "at the end of the quarter",
    "in February, when everything was late",
    "two days before the audit",
    "during the tender",
    "after the network outage",
    "in their second month in the new role",
    "between two releases",
    "over four long calls",
    "in the week after the reorganisation",
    "when the scanners arrived early",
    "before the school holidays",
)
PLACES = (
    "Mombasa",
    "Valparaíso",
    "Gdańsk",
    "Bergen",
    "Cebu",
    "Osaka",
    "İzmir",
    "Halifax",
    "Piraeus",
    "Dover",
    "Hirtshals",
    "Puerto Montt",
    "Chennai",
    "Porto",
    "Lagos",
    "Batam",
    "Oslo",
    "Beirut",
)
WAYS = (
    "{did} {how} {changed}",
    "{did} {changed}",
    "{when_did} {how} {changed}",
    "{did} {how}",
)


NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def reason(
    rng: random.Random, theme: Theme, used: Counter[str], *, first: str, thing: str, team: str
) -> tuple[str, str]:
    """What was done, with its slots open, and a reason of one to three sentences about it.

    `used` counts the sentences already said about this person.
    """
    did, how, changed = (_freshest(rng, part, used) for part in (theme.did, theme.how, theme.changed))
    when = rng.choice(WHEN)
    when_did = f"{when[0].upper()}{when[1:]}: {did}"
    text = rng.choices(WAYS, (5, 2, 3, 2))[0].format(did=did, how=how, changed=changed, when_did=when_did)
    return did, fill(rng, text, first=first, thing=thing, team=team)


def fill(rng: random.Random, text: str, *, first: str, thing: str, team: str) -> str:
    """Put the names into the slots. A slot that stands twice in the text says the same twice."""
    return text.format(
        first=first,
        thing=thing,
        Thing=thing[0].upper() + thing[1:],
        team=team,
        place=rng.choice(PLACES),
        n=rng.choice(NUMBERS),
    )


def _freshest(rng: random.Random, sentences: tuple[str, ...], used: Counter[str]) -> str:
    least = min(used[sentence] for sentence in sentences)
    choice = rng.choice([sentence for sentence in sentences if used[sentence] == least])
    used[choice] += 1
    return choice
