"""Devin used a tool a lot (281 billion tokens) and left no other trace. Usage alone earns nothing.

The demo loads no usage: no page shows it, and no badge would come of it. `TOKENS` is for a demo that loads it.
"""

from __future__ import annotations

from badges_site.demo.company.model import Company
from badges_site.demo.company.stories.story import Story, joins, nothing_more

KEY = "devin.castellano"
TOKENS = 281_000_000_000


def join(company: Company) -> None:
    joins(
        company,
        KEY,
        "Devin Castellano",
        "passage-web",
        "Software Engineer",
        ("Toronto", "America/Toronto"),
        290,
        alone=True,
    )


STORY = Story(
    KEY, "used a tool a lot and left no other trace: no badge (the demo itself loads no usage).", join, nothing_more
)
