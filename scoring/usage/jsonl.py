"""Rows of usage.jsonl: single requests (`at`) or sums of a day (`day`)."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from recognition.importing.rows import Day, Key, Moment, Name, Row
from scoring.usage.readings import MOST_A_POINT, TOOL_LENGTH, DayTotal, Request, digest, identities, tidy

Amount = Annotated[int, Field(ge=0, le=MOST_A_POINT)]


class UsageRow(Row):
    person: Key
    tool: Name
    at: Moment | None = None
    day: Day | None = None
    requests: Amount = 1
    input_tokens: Amount = 0
    output_tokens: Amount = 0
    active_seconds: Amount | None = None
    prompt_key: Name | None = None
    session: Name | None = None
    outcome: Name | None = None

    @model_validator(mode="after")
    def _either(self) -> Self:
        if (self.at is None) == (self.day is None):
            raise ValueError("give either at (a single request) or day (the sums of a day)")
        return self


def usage_of(row: UsageRow) -> Request | DayTotal:
    """`prompt_key` is hashed once more: whatever a sender writes there, it cannot be read back."""
    who = identities([("key", row.person)])
    tool = tidy(row.tool, TOOL_LENGTH)
    amounts = {"input_tokens": row.input_tokens, "output_tokens": row.output_tokens}
    if row.active_seconds is not None:
        amounts["user_milliseconds"] = row.active_seconds * 1000
    if row.day is not None:
        return DayTotal(who, tool, row.day, {**amounts, "requests": row.requests})
    assert row.at is not None  # the row was checked
    at = int(row.at.timestamp() * 1000)
    key = digest("usage", row.person, tool, at, row.session or "", row.prompt_key or "", *amounts.values())
    return Request(who, tool, at, amounts, key, digest("prompt", row.prompt_key) if row.prompt_key else "")
