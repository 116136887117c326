"""Simulated attacks: who asked for one, how far it has come, and what it said."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models import Badge, Person


class Drill(models.Model):
    """One drill: waiting, being played, then done or failed. What it said is a row of its own that never changes."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    seed = models.PositiveIntegerField(default=1)
    kinds = models.JSONField(default=list, help_text="Attacks in their order; never empty.")
    badge = models.ForeignKey(Badge, models.PROTECT, null=True, blank=True, related_name="drills")
    text = models.TextField(blank=True, help_text="A draft that stood in for the live rule of `badge`.")
    digest = models.CharField(max_length=64, blank=True, help_text="Of that draft.")
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    played = models.PositiveSmallIntegerField(default=0, help_text="Attacks so far.")
    taken_until = models.DateTimeField(null=True, blank=True, help_text="Whose worker died is played again after it.")
    trouble = models.CharField(max_length=500, blank=True, help_text="Why it failed, and what to do.")

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["digest", "-asked_at"], name="drill_of_a_draft")]
        constraints = [
            models.CheckConstraint(
                condition=Q(badge__isnull=True, digest="", text="")
                | (Q(badge__isnull=False) & ~Q(digest="") & ~Q(text="")),
                name="drill_of_live_rules_or_of_a_draft",
            ),
            models.CheckConstraint(
                condition=Q(state="running", taken_until__isnull=False)
                | (~Q(state="running") & Q(taken_until__isnull=True)),
                name="drill_running_is_taken",
            ),
        ]

    def __str__(self) -> str:
        return f"drill {self.pk}: {self.state}"

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def percent(self) -> int:
        return 100 * self.played // max(1, len(self.kinds))


class DrillReport(models.Model):
    """What a drill said. Written once; people and badges by key, so that it outlives them."""

    drill = models.OneToOneField(Drill, models.PROTECT, related_name="report")
    at = models.DateTimeField(default=timezone.now)
    content = models.JSONField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"report of drill {self.drill_id}"
