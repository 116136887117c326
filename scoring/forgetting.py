"""What the judge keeps about a person who is forgotten (`recognition.privacy.erasing`, ADR 48).

Decisions, findings and weeks stay: they name nobody, and what others earned was judged beside them. What people wrote
goes, and so does everything measured about a use of tools but the number of active days of each week.
"""

from __future__ import annotations

from recognition.forgetting import ERASED, text_goes
from recognition.privacy.erasing.erased import Erased, Eraser, add
from recognition.privacy.erasing.texts import empty, empty_where_named, take_names_out
from scoring.models import (
    Appeal,
    AuditSample,
    CaseEvent,
    DeclaredBatchJob,
    PublishRequest,
    Ruling,
    Snooze,
    UsageAccount,
    UsageDay,
    UsageSketch,
)

TABLES = (
    text_goes("scoring_caseevent", "text", ("id", "case_id", "at", "by_id", "kind")),
    text_goes("scoring_ruling", "reason", ("id", "case_id", "finding_key", "verdict", "by_id", "at")),
)


def _usage(erased: Erased) -> int:
    """The account keeps its weeks under a name that leads to nobody, so that no judgement of then changes."""
    accounts = UsageAccount.objects.filter(person=erased.person)
    gone = sum(model.objects.filter(account__in=accounts).delete()[0] for model in (UsageDay, UsageSketch))
    for number, account in enumerate(accounts.order_by("pk")):
        account.value = f"{erased.pseudonym}/{number}"
        account.save(update_fields=["value"])
        gone += 1
    return gone


def _appeals(erased: Erased) -> int:
    return empty(Appeal.objects.filter(person=erased.person), "reason", "ruling") + take_names_out(
        Appeal, "reason", "ruling", erased=erased
    )


def _casework(erased: Erased) -> int:
    done = empty_where_named(CaseEvent, "text", erased=erased)
    done += empty_where_named(Ruling, "reason", erased=erased)
    done += empty(Snooze.objects.filter(person=erased.person), "reason") + take_names_out(
        Snooze, "reason", erased=erased
    )
    done += empty(AuditSample.objects.filter(award__person=erased.person).exclude(reason=""), "reason")
    return done + take_names_out(AuditSample, "reason", erased=erased)


def _batch_jobs(erased: Erased) -> int:
    return DeclaredBatchJob.objects.filter(person=erased.person).exclude(purpose=ERASED).update(purpose=ERASED)


def _requests(erased: Erased) -> int:
    return take_names_out(PublishRequest, "note", "reason", erased=erased)


add(
    Eraser("usage", ("scoring.UsageAccount", "scoring.UsageDay", "scoring.UsageSketch"), _usage),
    Eraser("appeals", ("scoring.Appeal",), _appeals),
    Eraser("casework", ("scoring.Snooze", "scoring.AuditSample"), _casework),
    Eraser("batch jobs", ("scoring.DeclaredBatchJob",), _batch_jobs),
    Eraser("requests", ("scoring.PublishRequest",), _requests),
    kept={
        "scoring.Decision": "says measures and what was missing; it names nobody",
        "scoring.Finding": "its sentence is about the pattern and names nobody",
        "scoring.UsageWeek": "the number of active days a week, under a name that leads to nobody",
    },
)
