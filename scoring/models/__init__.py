"""What the judge keeps: rules, decisions, the queue and the runs."""

from scoring.models.appeals import Appeal, AuditSample
from scoring.models.cases import Case, CaseEvent, Ruling, Snooze
from scoring.models.decisions import Decision
from scoring.models.drills import Drill, DrillReport
from scoring.models.findings import Finding, FindingFact
from scoring.models.rule_previews import RulePreview
from scoring.models.rules import RuleVersion
from scoring.models.trials import PublishRequest, Shadow, ShadowDecision
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
    "Appeal",
    "AuditSample",
    "Case",
    "CaseEvent",
    "Decision",
    "DeclaredBatchJob",
    "Drill",
    "DrillReport",
    "Finding",
    "FindingFact",
    "Heartbeat",
    "PublishRequest",
    "QueuedPerson",
    "RulePreview",
    "RuleVersion",
    "Ruling",
    "Run",
    "Shadow",
    "ShadowDecision",
    "Snooze",
    "UsageAccount",
    "UsageDay",
    "UsageReceipt",
    "UsageSeries",
    "UsageSketch",
    "UsageToken",
    "UsageWeek",
]
