"""What a rule would bring and take, worked out by a worker while somebody waits for it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models import Badge, Person


class RulePreview(models.Model):
    """One text of a rule, held against the rule in force. It grows old: newer ones take its place."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    badge = models.ForeignKey(Badge, models.PROTECT, related_name="rule_previews")
    text = models.TextField()
    digest = models.CharField(max_length=64, help_text="Of the rule as read: of an earlier text, where it differs.")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    language = models.CharField(
        max_length=10, blank=True, default="", help_text="Of who asked: reasons are written in it."
    )
    steps_done = models.PositiveSmallIntegerField(default=0)
    taken_until = models.DateTimeField(null=True, blank=True, help_text="Whose worker died is taken again after it.")
    at = models.DateTimeField(null=True, blank=True, help_text="The moment that was judged.")
    content = models.JSONField(null=True, blank=True, help_text="People by key; who may write rules reads them.")
    trouble = models.CharField(max_length=500, blank=True, help_text="Why it failed, and what to do.")

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["badge", "-asked_at"], name="preview_of_a_badge")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", taken_until__isnull=False)
                | (~Q(state="running") & Q(taken_until__isnull=True)),
                name="preview_running_is_taken",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(content__isnull=False, at__isnull=False), name="preview_done_says_it"
            ),
        ]

    def __str__(self) -> str:
        return f"preview {self.pk}: {self.state}"

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)
