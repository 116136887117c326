"""Requests a second of the profile and the badge page beside bare pages of Django, in turns in one run."""

from __future__ import annotations

import statistics

from django.core.wsgi import get_wsgi_application

from recognition.models import User
from scoring.bench.pages.asking import Visitor, statements
from scoring.bench.pages.bare import bare_application

TURNS = 15
AT_ONCE = 8  # requests of one side in each turn
WANTED = 0.70


def compare(reader: User, addresses: list[str]) -> None:
    """One process, one thread; what is sent is not compressed on either side, as behind a server that does."""
    sides = {"Plaudit": Visitor(reader, get_wsgi_application()), "bare": Visitor(reader, bare_application())}
    for address in addresses:
        asked = {}
        for name, visitor in sides.items():
            assert visitor.get(address, compressed=False).status == 200, (name, address)
            with statements() as counted:
                visitor.get(address, compressed=False)
            asked[name] = counted.number
        turns: dict[str, list[float]] = {name: [] for name in sides}
        for _ in range(TURNS):
            for name, visitor in sides.items():
                turns[name].append(sum(visitor.get(address, compressed=False).seconds for _ in range(AT_ONCE)))
        second = {name: AT_ONCE / statistics.median(seconds) for name, seconds in turns.items()}
        ratio = statistics.median(bare / ours for bare, ours in zip(turns["bare"], turns["Plaudit"], strict=True))
        verdict = "" if ratio >= WANTED else f", short of {WANTED:.0%}"
        print(
            f"  {address}: {second['Plaudit']:.0f} requests/s of {asked['Plaudit']} statements, bare "
            f"{second['bare']:.0f} of {asked['bare']}: {ratio:.0%} (median of {TURNS} turns){verdict}",
            flush=True,
        )
