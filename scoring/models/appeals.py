"""A person contests what was decided about them; and a look at what nobody contested."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models import Award, Badge, Person


class Appeal(models.Model):
    """Against a decision, a discount or a ruling on an award; decided by somebody who was not involved."""

    class Against(models.TextChoices):
        DECISION = "decision", _("a decision about a badge")
        DISCOUNT = "discount", _("something that counts less")
        AWARD = "award", _("a revocation or a review")

    class State(models.TextChoices):
        OPEN = "open", _("waiting")
        UPHELD = "upheld", _("upheld")
        REJECTED = "rejected", _("not upheld")

    key = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="appeals")
    against = models.CharField(max_length=10, choices=Against.choices)
    badge = models.ForeignKey(Badge, models.PROTECT, null=True, blank=True, related_name="appeals")
    code = models.CharField(max_length=3, blank=True, help_text="Of the discount.")
    reason = models.CharField(max_length=2000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="appeals_decided")
    decided_at = models.DateTimeField(null=True, blank=True)
    ruling = models.CharField(max_length=500, blank=True, help_text="The reason, for the person.")

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "against", "badge", "code"],
                condition=Q(state="open", badge__isnull=False),
                name="appeal_one_open_a_badge",
            ),
            models.UniqueConstraint(
                fields=["person", "against", "code"],
                condition=Q(state="open", badge__isnull=True),
                name="appeal_one_open_a_code",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True) | (~Q(state="open") & Q(decided_by__isnull=False)),
                name="appeal_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"


class AuditSample(models.Model):
    """An unflagged award that was drawn by lot, so that the program knows what its detectors miss."""

    class Verdict(models.TextChoices):
        SOUND = "sound", _("sound")
        MISSED = "missed", _("should have been seen")

    award = models.OneToOneField(Award, models.PROTECT, related_name="audit_sample")
    week = models.DateField(help_text="Monday of the week for which it was drawn.")
    drawn_at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=6, choices=Verdict.choices, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-week", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", decided_at__isnull=True) | (~Q(verdict="") & Q(by__isnull=False)),
                name="audit_sample_judged_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.award_id} in the week of {self.week}"
