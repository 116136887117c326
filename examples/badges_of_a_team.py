#!/usr/bin/env python3
"""badges_of_a_team.py TEAM: who in a team holds which badge, page by page."""

import json
import os
import sys
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


def awards(team: str) -> Iterator[dict]:
    """Every award of the team; each page says where the next one is."""
    wanted = urlencode({"team": team, "status": "active", "limit": 200})
    address = f"{os.environ['PLAUDIT_URL']}/api/v1/awards/?{wanted}"
    while address:
        request = Request(address, headers={"Authorization": f"Token {os.environ['PLAUDIT_TOKEN']}"})
        with urlopen(request, timeout=30) as answer:
            page = json.load(answer)
        yield from page["results"]
        address = page["next"]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: badges_of_a_team.py TEAM")
    try:
        for award in awards(sys.argv[1]):
            print(award["person"], award["badge"], award["tier"] or "-", award["given_at"][:10], sep="\t")
    except HTTPError as refused:
        sys.exit(f"Not answered: {json.load(refused)['detail']}")
