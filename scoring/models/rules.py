"""Rules as they were published."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models import Badge, Person


class RuleVersion(models.Model):
    """One version of a badge's rule. Immutable once published; a change is a new version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        LIVE = "live", _("live")
        SUPERSEDED = "superseded", _("superseded")

    badge = models.ForeignKey(Badge, models.PROTECT, related_name="rule_versions")
    number = models.PositiveIntegerField()
    document = models.JSONField(help_text=_("The rule as parsed; `digest` is over its canonical JSON."))
    source_text = models.TextField(blank=True, help_text=_("The YAML or JSON as it was written."))
    digest = models.CharField(max_length=64)
    policy_version = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["badge", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["badge", "number"], name="rule_version_number_once"),
            models.UniqueConstraint(fields=["badge"], condition=Q(state="live"), name="rule_one_live_per_badge"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(published_at__isnull=False, published_by__isnull=False, approved_by__isnull=False),
                name="rule_published_by_two",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("published_by")),
                name="rule_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.badge_id} v{self.number}"
