"""Rows of GitHub Copilot's user reports: one a user and day. Their grain is the day: no rhythm can be seen in them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from recognition.importing.rows import Day, Row
from scoring.usage.readings import MOST_A_POINT, DayTotal, identities

TOOL = "copilot"
Amount = Annotated[int, Field(ge=0, le=MOST_A_POINT)]


class Tokens(Row):
    output_tokens_sum: Amount = 0
    prompt_tokens_sum: Amount = 0


class Cli(Row):
    session_count: Amount = 0
    request_count: Amount = 0
    token_usage: Tokens = Tokens()


class UserDay(Row):
    user_login: Annotated[str, Field(min_length=1, max_length=200)]
    day: Day
    user_initiated_interaction_count: Amount = 0
    code_generation_activity_count: Amount = 0
    totals_by_cli: Cli | None = None


def usage_of(row: UserDay) -> DayTotal:
    """The counts overlap (a request of the command line is an interaction too): the greatest is the day's requests."""
    cli = row.totals_by_cli or Cli()
    asked = max(row.user_initiated_interaction_count, row.code_generation_activity_count, cli.request_count)
    return DayTotal(
        who=identities([("copilot.login", row.user_login)]),
        tool=TOOL,
        day=row.day,
        amounts={
            "requests": asked,
            "sessions": cli.session_count,
            "input_tokens": cli.token_usage.prompt_tokens_sum,
            "output_tokens": cli.token_usage.output_tokens_sum,
        },
    )
