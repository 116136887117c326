"""What the judge keeps: rules, decisions, the queue and the runs."""

from scoring.models.decisions import Decision
from scoring.models.rules import RuleVersion
from scoring.models.work import Heartbeat, QueuedPerson, Run

__all__ = ["Decision", "Heartbeat", "QueuedPerson", "RuleVersion", "Run"]
