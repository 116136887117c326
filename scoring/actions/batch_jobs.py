"""Saying beforehand that a machine will use a tool in one's own name, and that it no longer does. Only for oneself."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions import audit
from recognition.actions.refusals import refusal
from recognition.models import Person
from recognition.plain_text import check_plain_text
from recognition.signals import facts_changed
from scoring.models import DeclaredBatchJob
from scoring.usage.batch_jobs import take_out, whole_weeks

# A declaration is for a job that is planned, not a standing habit: a quarter, and then it is said again.
MOST_DAYS = 90
# Nobody plans a job for later than that; and the Sunday after the last day that there is would be no date.
FARTHEST = timedelta(days=366)


@transaction.atomic
def declare(*, by: Person, tool: str, purpose: str, since: date, until: date) -> DeclaredBatchJob:
    """From the Monday before `since` to the Sunday after `until`, what the tool tells counts neither for nor against.

    Judged by days in UTC, like the weeks themselves.
    """
    check_plain_text(tool)
    check_plain_text(purpose)
    if not 0 < len(tool) <= 60:
        raise refusal(_("Name the tool as your own page names it."), code="tool", field="tool")
    today = timezone.now().date()
    if since < today:
        raise refusal(_("Declare a job before it runs: choose today or a later day."), code="late", field="since")
    if since > today + FARTHEST:
        raise refusal(_("Choose a first day within a year from now."), code="early", field="since")
    if not timedelta(0) <= until - since < timedelta(days=MOST_DAYS):
        raise refusal(
            _("Choose a last day at most %(most)d days on; a longer job is declared again."),
            code="long", field="until", most=MOST_DAYS,
        )  # fmt: skip
    if len(purpose.split()) < 3 or len(purpose) > 300:
        raise refusal(_("Say in a few words what the job does."), code="purpose", field="purpose")
    since, until = whole_weeks(since, until)
    if DeclaredBatchJob.objects.filter(person=by, tool=tool, since=since).exists():
        raise refusal(_("You have declared a job with this tool from that week on: end it first."), code="taken")
    job = DeclaredBatchJob.objects.create(person=by, tool=tool, purpose=purpose, since=since, until=until)
    take_out({by.pk})
    _changed(job, by, "batch_job.declare")
    return job


@transaction.atomic
def end(*, by: Person, tool: str, since: date) -> None:
    """No machine any more: with the end of this week, or from the start where the job has not begun."""
    job = DeclaredBatchJob.objects.filter(person=by, tool=tool, since=since).first()
    today = timezone.now().date()
    if job is None or job.until < today:
        raise refusal(_("You have declared no such job, or it is over."), code="nothing")
    if job.since > today:
        _changed(job, by, "batch_job.withdraw")
        job.delete()
        return
    job.until = whole_weeks(today, today)[1]
    job.save(update_fields=["until"])
    _changed(job, by, "batch_job.end")


def _changed(job: DeclaredBatchJob, by: Person, verb: str) -> None:
    facts_changed.send(sender=DeclaredBatchJob, person_ids={by.pk}, reason="usage.declared")
    # What somebody uses tools for is nobody else's: neither tool nor purpose stands in the audit log.
    data = {"since": job.since, "until": job.until}
    audit.record(by=by, verb=verb, object_kind="declaredbatchjob", object_key=str(job.pk), data=data)
