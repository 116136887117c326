"""Pages of a long list that read no further than anybody turns pages."""

from __future__ import annotations

from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

MOST = 1_000  # entries; who looks for something beyond them narrows the search


class BoundedPages(Paginator):  # type: ignore[type-arg]  # not subscriptable at run time
    """Of a queryset in order: the first thousand entries. `is_cut` where there are more.

    Two queries and those of `load`: the ids of all pages, so that a slow search is asked once and nothing is counted
    that nobody turns to; and what `load` has for the ids of one page, with all that the page shows. Give it where the
    conditions of `found` are slow to ask a second time.
    """

    def __init__(self, found: QuerySet, per_page: int, *, load: QuerySet | None = None) -> None:  # type: ignore[type-arg]
        super().__init__(found, per_page)
        self.found = found
        self.load = found if load is None else load

    @cached_property
    def _ids(self) -> list[int]:
        return list(self.found.values_list("pk", flat=True)[: MOST + 1])

    @cached_property
    def count(self) -> int:
        return min(len(self._ids), MOST)

    @property
    def is_cut(self) -> bool:
        return len(self._ids) > MOST

    def page(self, number: int | str) -> Page:  # type: ignore[type-arg]
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        ids = self._ids[first : min(first + self.per_page, self.count)]
        rows = self.load.in_bulk(ids)
        return Page([rows[pk] for pk in ids if pk in rows], number, self)
