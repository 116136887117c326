"""Every named page of the site with an address that exists: found in the URL conf, so that new pages are too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

# Not pages of the site: Django's own admin, the API (its lists are paged by cursors), probes and doors for machines.
OTHER_ROOMS = frozenset({"admin", "api"})
OTHER_DOORS = frozenset(
    {"healthz", "readyz", "favicon", "styleguide", "scoring:receive_metrics", "scoring:receive_logs"}
)

Samples = Mapping[str, Sequence[str | int]]


@dataclass(frozen=True)
class Page:
    """`route` as in the URL conf, e.g. `people/<any_key:key>`; `parameters` with the literal segment before each."""

    name: str
    route: str
    parameters: tuple[tuple[str, str], ...]

    def addresses(self, samples: Samples) -> Iterator[str]:
        """What may reach it: samples of the parameter's name, of the segment before it, else all there are."""
        everything = [value for values in samples.values() for value in values]
        choices = [samples.get(name) or samples.get(before) or everything for name, before in self.parameters]
        for chosen in product(*choices):
            names = [name for name, _before in self.parameters]
            try:
                yield reverse(self.name, kwargs=dict(zip(names, chosen, strict=True)))
            except NoReverseMatch:
                continue


def named_pages() -> list[Page]:
    """In the order of the URL conf, each name once."""
    found = {page.name: page for page in _walk(get_resolver().url_patterns, "", "")}
    return [page for name, page in found.items() if name not in OTHER_DOORS]


def _walk(patterns: Sequence[URLPattern | URLResolver], space: str, before: str) -> Iterator[Page]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.namespace not in OTHER_ROOMS:
                yield from _walk(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space, route)
        elif pattern.name:
            yield Page(space + pattern.name, route, tuple(_parameters(route)))


def _parameters(route: str) -> Iterator[tuple[str, str]]:
    before = ""
    for segment in route.split("/"):
        if segment.startswith("<"):
            yield segment.rstrip(">").partition(":")[2] or segment.strip("<>"), before
        else:
            before = segment
