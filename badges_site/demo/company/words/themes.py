"""Which words go with which badge."""

from __future__ import annotations

from badges_site.demo.company.words.doing import CALM, CRAFT, CRITIC, CUSTOMER, DOCS
from badges_site.demo.company.words.helping import BRIDGE, MENTOR, QUIET, WELCOME
from badges_site.demo.company.words.phrases import Theme

THEMES: dict[str, Theme] = {
    "mentor": MENTOR,
    "welcome": WELCOME,
    "bridge": BRIDGE,
    "quiet": QUIET,
    "craft": CRAFT,
    "calm": CALM,
    "docs": DOCS,
    "customer": CUSTOMER,
    "critic": CRITIC,
}
