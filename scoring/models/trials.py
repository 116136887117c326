"""A rule on its way to being published: tried in the shadow of the live one, and waiting for a second person."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models import Badge, Person, Tier
from scoring.models.rules import RuleVersion


class PublishRequest(models.Model):
    """One admin asks that a version be published, another one approves or declines."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    version = models.ForeignKey(RuleVersion, models.PROTECT, related_name="publish_requests")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    note = models.CharField(max_length=500, blank=True, help_text="What changes and why, for the second person.")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Of a decline.")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(state="waiting"), name="publish_one_open_a_version"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "declined"]) | ~Q(decided_by=F("asked_by")),
                name="publish_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="publish_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.state}"


class Shadow(models.Model):
    """A draft that decides beside the live version, without effect, until it is stopped."""

    badge = models.ForeignKey(Badge, models.PROTECT, related_name="shadows")
    version = models.ForeignKey(RuleVersion, models.PROTECT, related_name="shadows")
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["badge"], condition=Q(stopped_at__isnull=True), name="shadow_one_running_a_badge"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} in the shadow"


class ShadowDecision(models.Model):
    """The latest answer of a draft about one person. Nothing follows from it, and the person is not shown it."""

    shadow = models.ForeignKey(Shadow, models.CASCADE, related_name="decisions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    eligible = models.BooleanField()
    tier = models.CharField(max_length=10, choices=Tier.choices, blank=True)
    decided_at = models.DateTimeField()
    next_check_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shadow", "person"], name="shadow_one_a_person")]
        indexes = [models.Index(fields=["next_check_at"], name="shadow_due")]

    def __str__(self) -> str:
        return f"{self.shadow_id} / {self.person_id}: {'eligible' if self.eligible else 'not yet'}"
