"""What a token of the API may be narrowed to.

A scope opens a part of what the token's owner may do, and never more than that. A token without any is not narrowed.
Each address of the API names the one it needs: `recognition.api.doors.ApiView`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ, RECOGNISE, OUTCOMES, OWN, PANEL = "read", "recognise", "outcomes", "own", "panel"
RULES, CASES, AUDIT, WEBHOOKS = "rules", "cases", "audit", "webhooks"

SCOPES: dict[str, Promise] = {
    READ: _("Read people, teams, badges, awards, words, outcomes and decisions"),
    RECOGNISE: _("Nominate and thank"),
    OUTCOMES: _("Report and confirm outcomes"),
    OWN: _("See to own messages, settings, awards, appeals and tokens"),
    PANEL: _("Decide what waits for a panel"),
    RULES: _("Read, try and publish rules"),
    CASES: _("Work on findings, cases and drills"),
    AUDIT: _("Read the audit log"),
    WEBHOOKS: _("Look after webhooks, and see what was posted to them"),
}


def in_order(scopes: Iterable[str]) -> list[str]:
    """As they are kept: each once, in the order of the registry. Unknown ones are left out: ask `unknown` first."""
    wanted = set(scopes)
    return [scope for scope in SCOPES if scope in wanted]


def unknown(scopes: Iterable[str]) -> list[str]:
    return sorted(set(scopes) - SCOPES.keys())


def opens(scopes: Collection[str], needed: str) -> bool:
    """Whether a token with these may do what needs that; `needed` is empty where every token may."""
    return not scopes or not needed or needed in scopes
