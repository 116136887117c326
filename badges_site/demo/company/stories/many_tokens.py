"""Devin used a tool a lot (281 billion tokens) and left no other trace. Usage alone earns nothing.

A script asks the same two things every twenty minutes, day and night, for twelve weeks. The gateway tells when, the
report of each day tells how much. A night by itself would be nothing: people may work when they like.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from badges_site.demo.company.assistant import TOOL
from badges_site.demo.company.model import Company
from badges_site.demo.company.stories.story import Story, joins

KEY = "devin.castellano"
TOKENS = 281_000_000_000
WEEKS = 12
EVERY_MINUTES = 20
PROMPTS = 2
REQUESTS_A_START = 60  # of the assistant, by itself, before the script starts it again
ACTIVE_SECONDS = 40  # a day, to look whether it still runs


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


def tell(company: Company) -> None:
    """From a Monday on, so that the weeks are whole; the week that is running is there as far as it has come."""
    monday = company.today - timedelta(days=company.today.weekday() + 7 * WEEKS)
    days = [monday + timedelta(days=n) for n in range((company.today - monday).days)]
    starts_a_day = 24 * 60 // EVERY_MINUTES
    for number, day in enumerate(days):
        tokens = TOKENS // len(days) + (TOKENS % len(days) if number == 0 else 0)
        output = tokens // 200
        company.usage.append(
            {
                "person": KEY,
                "tool": TOOL,
                "day": day.isoformat(),
                "requests": starts_a_day * REQUESTS_A_START,
                "input_tokens": tokens - output,
                "output_tokens": output,
                "active_seconds": ACTIVE_SECONDS,
            }
        )
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        for start in range(starts_a_day):
            at = midnight + timedelta(minutes=EVERY_MINUTES * start, seconds=company.rng.randrange(3))
            company.usage.append(
                {
                    "person": KEY,
                    "tool": TOOL,
                    "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                    "prompt_key": f"prompt-{start % PROMPTS}",
                }
            )


STORY = Story(
    KEY, "281 billion tokens and no other trace: the use of the assistant counts as 0 of 12 weeks.", join, tell
)
