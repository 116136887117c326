"""Devin used 281 billion tokens and left no other trace. Usage alone earns nothing, whatever the volume.

Usage is not read yet; `TOKENS` waits here for the version that reads it.
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
    KEY, "281 billion tokens and nothing else: no badge (usage itself is shown by a later version).", join, nothing_more
)
