"""Which badge of the starter catalogue a theme of praise is for."""

from __future__ import annotations

# Themes without a badge that colleagues can nominate for are said as thanks.
BADGE_OF_THEME = {
    "mentor": "mentor",
    "welcome": "mentor",
    "bridge": "bridge-builder",
    "quiet": "quiet-hero",
    "customer": "customers-friend",
    "critic": "kind-critic",
    "craft": "lighthouse",
}
EVERYDAY_THEMES = tuple(theme for theme in BADGE_OF_THEME if theme != "craft")
THEMES_OF_THANKS = ("calm", "docs", "craft", "welcome", "customer")
PANEL_BADGE = "lighthouse"


def badge_for(theme: str) -> str:
    return BADGE_OF_THEME[theme]
