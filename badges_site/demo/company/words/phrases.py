"""How a reason is put together: what they did, how, and what it changed."""

from __future__ import annotations

import random
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
    "the Lagos office",
    "the Batam terminal",
    "the Oslo quay",
    "the Beirut desk",
)
WAYS = (
    "{did} {how} {changed}",
    "{did} {changed}",
    "{when_did} {how} {changed}",
    "{did} {how}",
)


def reason(rng: random.Random, theme: Theme, *, first: str, thing: str, team: str) -> str:
    """One reason of one to three sentences."""
    did, how, changed = rng.choice(theme.did), rng.choice(theme.how), rng.choice(theme.changed)
    when = rng.choice(WHEN)
    when_did = f"{when[0].upper()}{when[1:]}: {did}"
    text = rng.choices(WAYS, (5, 2, 4, 2))[0].format(did=did, how=how, changed=changed, when_did=when_did)
    return text.format(
        first=first,
        thing=thing,
        Thing=thing[0].upper() + thing[1:],
        team=team,
        place=rng.choice(PLACES),
        n=rng.randrange(2, 14),
    )
