"""The judge's answers, kept."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from recognition.models import Badge, Person, Tier
from scoring.models.rules import RuleVersion


class Decision(models.Model):
    """The answer for one person, one badge, one rule version.

    Append-only but for `superseded_at`, which is set when a newer answer replaces this one. Written only
    when something changed, and not at all for a person with nothing counted, nothing held and nothing
    that time alone could change.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="decisions")
    badge = models.ForeignKey(Badge, models.PROTECT, related_name="decisions")
    rule_version = models.ForeignKey(RuleVersion, models.PROTECT, related_name="decisions")
    eligible = models.BooleanField()
    tier = models.CharField(max_length=10, choices=Tier.choices, blank=True)
    measures = models.JSONField(default=dict)
    missing = models.JSONField(default=list, help_text="Unmet conditions in words, the nearest first.")
    inputs_digest = models.CharField(max_length=64)
    decided_at = models.DateTimeField(help_text="The moment judged.")
    recorded_at = models.DateTimeField(
        default=timezone.now, editable=False, help_text="When it was judged: only facts recorded by then were known."
    )
    next_check_at = models.DateTimeField(
        null=True, blank=True, help_text="The next moment at which time alone could change the answer."
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-decided_at", "-id"]
        indexes = [
            models.Index(fields=["next_check_at"], condition=Q(superseded_at__isnull=True), name="decision_due"),
            models.Index(fields=["person", "badge", "decided_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "badge"], condition=Q(superseded_at__isnull=True), name="decision_one_current"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} / {self.badge_id}: {'eligible' if self.eligible else 'not yet'}"
