"""The places of the navigation, and which roles each is for. A new page that people go to directly has its line here.

What a place shows is decided by its own page: here is only whom it is worth offering to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recognition.models import Role

EVERYBODY: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    address: str  # the name of its page
    words: Promise
    icon: str = ""  # of lucide
    roles: frozenset[Role] = EVERYBODY  # one of them is enough
    under: tuple[str, ...] = ()  # names of the pages that lie behind it


@dataclass(frozen=True, slots=True)
class Offer:
    """A place as it stands in the navigation of one page."""

    words: Promise
    icon: str
    url: str
    here: bool


_OVERSIGHT = frozenset({Role.REVIEWER, Role.AUDITOR})
_CARE = frozenset({Role.STEWARD, Role.ADMIN})

_PEOPLE = (
    "recognition:person", "recognition:words", "recognition:work", "recognition:teams", "recognition:team",
)  # fmt: skip
EVERY_DAY = (
    Place("recognition:home", _("Home"), "house"),
    Place("recognition:people", _("People"), "users", under=_PEOPLE),
    Place("recognition:badges", _("Badges"), "award", under=("recognition:badge", "scoring:badge_progress")),
    Place("scoring:mine", _("My recognition"), "sprout"),
)
_OFFICE = (
    "recognition:office_people", "recognition:office_person", "recognition:office_new_person",
    "recognition:office_teams", "recognition:office_team", "recognition:office_new_team",
    "recognition:office_directory", "recognition:office_imports", "recognition:office_import",
    "recognition:bulk_awards", "recognition:office_erasures",
    "recognition:office_endpoints", "recognition:office_endpoint", "recognition:office_new_endpoint",
    "recognition:bulk_award", "recognition:new_bulk_award", "recognition:audit_log", "recognition:outbox",
    "recognition:chain_check", "scoring:jobs", "scoring:sources", "scoring:unknown_accounts",
    "recognition:source", "recognition:source_delivery",
)  # fmt: skip
_RULES = ("scoring:rule", "scoring:rule_edit", "scoring:rule_preview", "scoring:rule_trial")
# What somebody does in an office of theirs, in the order of how often it is opened.
DESK = (
    Place("scoring:desk", _("All that waits"), "inbox", frozenset(Role)),
    Place("recognition:panel", _("Panel"), "gavel", _CARE | {Role.AUDITOR}),
    Place("scoring:rules", _("Rules"), "scroll-text", _CARE | _OVERSIGHT, under=_RULES),
    Place("recognition:workshop", _("Workshop"), "pencil-ruler", _CARE),
    Place("scoring:cases", _("Cases"), "waypoints", _OVERSIGHT, under=("scoring:case",)),
    Place("scoring:appeals", _("Appeals"), "scale", _OVERSIGHT),
    Place("scoring:random_audit", _("Random audit"), "dices", _OVERSIGHT, under=("scoring:audit_sample",)),
    Place("scoring:snoozes", _("Snoozes"), "moon", _OVERSIGHT, under=("scoring:snooze_new",)),
    Place("scoring:rule_health", _("Rule health"), "heart-pulse", _CARE | _OVERSIGHT),
    Place("scoring:insights", _("Insights"), "chart-no-axes-combined", _CARE | _OVERSIGHT),
    Place("scoring:drills", _("Drills"), "flame", _OVERSIGHT | {Role.ADMIN}, under=("scoring:drill",)),
    Place("recognition:office", _("Office"), "building-2", frozenset({Role.ADMIN, Role.AUDITOR}), under=_OFFICE),
)


@cache
def _url(address: str) -> str:
    return reverse(address)


def offered(places: tuple[Place, ...], roles: frozenset[Role], request: HttpRequest) -> list[Offer]:
    """The places that are worth offering to somebody with these roles."""
    match = request.resolver_match
    here = match.view_name if match is not None else ""
    return [
        Offer(place.words, place.icon, _url(place.address), here in (place.address, *place.under))
        for place in places
        if not place.roles or place.roles & roles
    ]
