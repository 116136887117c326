"""What a reviewer says of an award that was drawn by lot."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions import audit
from recognition.actions.actors import By, require_person
from recognition.actions.refusals import refusal, require
from scoring import permissions
from scoring.actions.cases import check_reason
from scoring.models import AuditSample


@transaction.atomic
def judge(*, by: By, sample: AuditSample, verdict: str, reason: str) -> AuditSample:
    """`sound` or `missed`. The award itself stays: only freezing or revoking changes it, and those are other acts."""
    reviewer = require_person(by)
    message = _("Only integrity reviewers do this, and not where they are concerned themselves.")
    require(permissions.may_judge_sample(reviewer, sample), message)
    check_reason(reason)
    if verdict not in AuditSample.Verdict.values:
        raise refusal(
            _("Choose one of %(known)s."), code="unknown", field="verdict", known=", ".join(AuditSample.Verdict.values)
        )  # fmt: skip
    sample = AuditSample.objects.select_for_update(of=("self",)).select_related("award").get(pk=sample.pk)
    if sample.verdict:
        raise refusal(_("Somebody has looked at this one."), code="judged")
    sample.verdict, sample.by, sample.decided_at = verdict, reviewer, timezone.now()
    sample.reason = reason.strip()
    sample.save()
    audit.record(
        by=by, verb="audit.judge", object_kind="award",
        object_key=f"{sample.award.person.key}/{sample.award.badge.slug}",
        data={"verdict": verdict, "reason": sample.reason, "week": sample.week},
    )  # fmt: skip
    return sample
