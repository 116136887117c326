"""What the judge keeps: rules, decisions, the queue and the runs."""

from scoring.models.decisions import Decision
from scoring.models.rules import RuleVersion
from scoring.models.usage import (
    DeclaredBatchJob,
    UsageAccount,
    UsageDay,
    UsageReceipt,
    UsageSeries,
    UsageSketch,
    UsageToken,
    UsageWeek,
)
from scoring.models.work import Heartbeat, QueuedPerson, Run

__all__ = [
    "Decision",
    "DeclaredBatchJob",
    "Heartbeat",
    "QueuedPerson",
    "RuleVersion",
    "Run",
    "UsageAccount",
    "UsageDay",
    "UsageReceipt",
    "UsageSeries",
    "UsageSketch",
    "UsageToken",
    "UsageWeek",
]
