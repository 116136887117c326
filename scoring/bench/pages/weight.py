"""What a first view of a page brings over the line, compressed: the page, its styles, its script and its pictures."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from scoring.bench.pages.asking import Answer, Visitor

MOST = 100_000  # bytes
_FOUND_IN_PAGE = (
    r'<link[^>]+rel="(?:stylesheet|icon)"[^>]+href="([^"]+)"',
    r'<script[^>]+src="([^"]+)"',
    r'<img[^>]+src="([^"]+)"',
    r'hx-get="([^"]+)"[^>]*hx-trigger="load"',
)


@dataclass(frozen=True)
class Weight:
    page: int  # bytes of the page itself
    total: int
    requests: int
    elsewhere: tuple[str, ...]  # addresses of other hosts


def weigh(address: str, text: str, page: Answer, visitor: Visitor) -> Weight:
    """Every picture counts, those below the fold too, which a browser fetches later."""
    parts = sorted({urljoin(address, html.unescape(found)) for found in _parts(text)})
    here = [part for part in parts if part.startswith("/") and not part.startswith("//")]
    sizes = [len(visitor.get(part).body) for part in here]
    elsewhere = tuple(part for part in parts if part not in here and not part.startswith("data:"))
    return Weight(len(page.body), len(page.body) + sum(sizes), 1 + len(here), elsewhere)


def _parts(text: str) -> Iterator[str]:
    for pattern in _FOUND_IN_PAGE:
        yield from re.findall(pattern, text)
