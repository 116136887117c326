"""The stretch of time that the figures are about: the last so many days, beside as many before them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By their word in the address; in days.
SPANS: dict[str, tuple[int, Promise]] = {
    "quarter": (91, _("Last quarter")),
    "half": (182, _("Last half year")),
    "year": (364, _("Last year")),
}


@dataclass(frozen=True)
class Period:
    """From `since` until `until`, the latter not included."""

    since: datetime
    until: datetime

    @property
    def before(self) -> Period:
        return Period(self.since - (self.until - self.since), self.since)


def last(span: str, *, now: datetime) -> Period:
    days, _words = SPANS[span]
    return Period(now - timedelta(days=days), now)
