"""Which badge of the starter catalogue a theme of praise is for."""

from __future__ import annotations

BADGE_OF_THEME = {
    "mentor": "mentor",
    "welcome": "warm-welcome",
    "bridge": "bridge-builder",
    "quiet": "quiet-hero",
    "craft": "craft",
    "calm": "calm-in-the-storm",
    "docs": "clear-words",
    "customer": "customer-hero",
    "critic": "kind-critic",
    "review": "kind-critic",
}
PANEL_BADGE = "lighthouse"


def badge_for(theme: str) -> str:
    return BADGE_OF_THEME[theme]
