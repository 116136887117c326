"""Trying a draft beside the live rule, without effect."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit
from recognition.actions.refusals import refusal, require
from recognition.models import Person
from scoring.actions import rules
from scoring.models import RuleVersion, Shadow
from scoring.queue import enqueue_everybody, nudge_after_commit


@transaction.atomic
def start(*, by: Person, text: str) -> Shadow:
    """Let this rule decide in the shadow from now on; everybody is queued for it. One shadow a badge.

    Raises:
        ValidationError: as `rules.check`, when the rule is in force, and when another draft is being tried.
    """
    version = rules.draft(by=by, text=text)
    if RuleVersion.objects.filter(badge=version.badge, state="live", digest=version.digest).exists():
        raise refusal(_("This rule is in force already: there is nothing to try."), code="in_force")
    running = Shadow.objects.filter(badge=version.badge, stopped_at=None).first()
    if running is not None and running.version_id == version.pk:
        return running
    if running is not None:
        raise refusal(_("Another draft of this badge is being tried: stop it first."), code="running")
    shadow = Shadow.objects.create(badge=version.badge, version=version, started_by=by)
    enqueue_everybody("rule.shadow")
    nudge_after_commit()
    _record(by, "rule.shadow_start", shadow)
    return shadow


@transaction.atomic
def stop(*, by: Person, shadow: Shadow) -> Shadow:
    """It decides no longer; its last answers stay to be compared. Stopping again changes nothing."""
    require(permissions.is_admin(by), _("Only program admins stop the trial of a rule."))
    shadow = Shadow.objects.select_for_update(of=("self",)).select_related("version", "badge").get(pk=shadow.pk)
    if shadow.stopped_at is None:
        shadow.stopped_at = timezone.now()
        shadow.save(update_fields=["stopped_at"])
        _record(by, "rule.shadow_stop", shadow)
    return shadow


def _record(by: Person, verb: str, shadow: Shadow) -> None:
    version = shadow.version
    audit.record(
        by=by, verb=verb, object_kind="ruleversion", object_key=f"{version.badge.slug}/{version.number}",
        data={"digest": version.digest},
    )  # fmt: skip
