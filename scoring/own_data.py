"""What the judge keeps about a person, for their "everything about me" (`recognition.privacy`).

Cases and rulings are left out: they are the reviewers' work on patterns of several people. What they do to somebody
is here: the findings that lower the weight of something of theirs, and the answers to their appeals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from recognition.models import Person
from recognition.privacy.sections import Section, add, columns
from scoring.models import (
    Appeal,
    AuditSample,
    Decision,
    DeclaredBatchJob,
    Snooze,
    UsageAccount,
    UsageDay,
    UsageSketch,
    UsageWeek,
)
from scoring.patterns.acting_findings import acting_on

Rows = Iterable[Mapping[str, Any]]


def _decisions(person: Person) -> Rows:
    decisions = Decision.objects.filter(person=person).order_by("recorded_at", "id")
    return columns(
        decisions, "eligible", "tier", "measures", "missing", "decided_at", "recorded_at", "superseded_at",
        badge="badge__slug", rule_version="rule_version__number",
    )  # fmt: skip


def _discounts(person: Person) -> Rows:
    for finding in acting_on(person):
        yield {
            "code": finding.code, "sentence": finding.sentence, "weight_left": finding.factor, "at": finding.at,
            "found_at": finding.found_at,
        }  # fmt: skip


def _appeals(person: Person) -> Rows:
    appeals = Appeal.objects.filter(person=person).order_by("at", "id")
    return columns(appeals, "key", "against", "code", "reason", "state", "at", "decided_at", "ruling",
                   badge="badge__slug")  # fmt: skip


def _snoozes(person: Person) -> Rows:
    return columns(Snooze.objects.filter(person=person), "code", "until", "reason", "at", "ended_at")


def _samples(person: Person) -> Rows:
    """Awards drawn by lot, once somebody has looked at them."""
    judged = AuditSample.objects.filter(award__person=person).exclude(verdict="")
    return columns(judged, "week", "verdict", "decided_at", "reason", badge="award__badge__slug")


def _accounts(person: Person) -> Rows:
    return columns(UsageAccount.objects.filter(person=person), "scheme", "value", "first_seen_at")


def _days(person: Person) -> Rows:
    days = UsageDay.objects.filter(account__person=person).order_by("day", "id")
    return columns(
        days, "day", "tool", "source", "requests", "input_tokens", "output_tokens", "cache_tokens", "sessions",
        "user_milliseconds", "cli_milliseconds", account="account__value",
    )  # fmt: skip


def _weeks(person: Person) -> Rows:
    weeks = UsageWeek.objects.filter(account__person=person).order_by("week", "id")
    return columns(weeks, "week", "active_days", "recorded_at", account="account__value")


def _rhythms(person: Person) -> Rows:
    sketches = UsageSketch.objects.filter(account__person=person).order_by("week", "id")
    return columns(
        sketches, "week", "tool", "requests", "gap_sum", "gap_squares", "log_sum", "log_squares", "histogram",
        "keyed_requests", "key_counts", account="account__value",
    )  # fmt: skip


def _batch_jobs(person: Person) -> Rows:
    jobs = DeclaredBatchJob.objects.filter(person=person)
    return columns(jobs, "tool", "purpose", "since", "until", "declared_at")


add(
    Section("decisions", ("scoring.Decision",), _decisions),
    Section("discounts", ("scoring.Finding",), _discounts),
    Section("appeals", ("scoring.Appeal",), _appeals),
    Section("snoozes", ("scoring.Snooze",), _snoozes),
    Section("random_audits", ("scoring.AuditSample",), _samples),
    Section("usage_accounts", ("scoring.UsageAccount",), _accounts),
    Section("usage_days", ("scoring.UsageDay",), _days),
    Section("usage_weeks", ("scoring.UsageWeek",), _weeks),
    Section("usage_rhythms", ("scoring.UsageSketch",), _rhythms),
    Section("declared_batch_jobs", ("scoring.DeclaredBatchJob",), _batch_jobs),
)
