"""Every page, visited as somebody who may see it, with the links of its own filters and pager."""

from __future__ import annotations

import html
import re
import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.bench.pages.addresses import Page, Samples
from scoring.bench.pages.asking import Answer, Statements, Visitor, statements

ROUNDS = 7
LONG = 0.3  # seconds: what takes longer is far off, however often it is measured
VARIANTS = 6  # addresses with a query string that a page links to on itself: its filters and its next page
TRIES = 60  # addresses, until one exists


@dataclass
class Visited:
    """One address; milliseconds by the clock, the database's among them, and of work beside the database."""

    page: str
    address: str
    role: str
    median: float
    worst: float
    work: float
    asked: Statements = field(repr=False)
    answer: Answer = field(repr=False)


@dataclass
class NotVisited:
    page: str
    why: str


def visit(page: Page, visitors: Mapping[str, Visitor], samples: Samples) -> list[Visited] | NotVisited:
    """The page by the first address and the first role that are let in, and what it links to on itself."""
    seen: dict[int, int] = {}
    for _number, address in zip(range(TRIES), page.addresses(samples), strict=False):
        for role, visitor in visitors.items():
            answer = visitor.get(address)
            if answer.status == 200:
                links = [address, *_own_links(address, answer)]
                return [_measured(page, link, role, visitor) for link in links[: 1 + VARIANTS]]
            seen[answer.status] = seen.get(answer.status, 0) + 1
            if answer.status == 405:
                return NotVisited(page.name, "takes no GET")
    return NotVisited(page.name, "answered " + ", ".join(f"{status} ({n} times)" for status, n in sorted(seen.items())))


def _measured(page: Page, address: str, role: str, visitor: Visitor) -> Visited:
    visitor.get(address)
    with statements() as asked:
        answer = visitor.get(address)
    rounds = [visitor.get(address) for _ in range(ROUNDS if answer.seconds < LONG else 3)]
    clock, work = [one.seconds for one in rounds], [one.work for one in rounds]
    return Visited(
        page.name, address, role, 1000 * statistics.median(clock), 1000 * max(clock), 1000 * statistics.median(work),
        asked, answer,
    )  # fmt: skip


def _own_links(address: str, answer: Answer) -> list[str]:
    """One of each set of parameters, so that a filter is followed once and not by every value."""
    text = readable(answer)
    found: dict[tuple[str, ...], str] = {}
    for link in re.findall(r'href="([^"#]*\?[^"#]+)"', text):
        path, _, query = html.unescape(link).partition("?")
        if path in ("", address):
            names = tuple(sorted(part.partition("=")[0] for part in query.split("&")))
            found.setdefault(names, f"{address}?{query}")
    for name in re.findall(r'<input[^>]*type="search"[^>]*name="(\w+)"', text):
        found[name, "typed"] = f"{address}?{name}=anna"
        found[name, "rare"] = f"{address}?{name}=zeki+yilmaz"
        found[name, "none"] = f"{address}?{name}=qqqq"
    return list(found.values())


def readable(answer: Answer) -> str:
    import gzip

    body = gzip.decompress(answer.body) if answer.headers.get("Content-Encoding") == "gzip" else answer.body
    return body.decode(errors="replace")
