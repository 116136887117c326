"""That a person who has left is to be forgotten: one admin asks, another one approves, a worker does it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.people import Person
from recognition.plain_text import check_plain_text


class Erasure(models.Model):
    """A request. `person` stays as the row that facts hang on, without anything that says who it was."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a second person")
        APPROVED = "approved", _("approved, waiting for a worker")
        DONE = "done", _("done")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    person = models.ForeignKey(Person, models.PROTECT, related_name="erasures")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=500, blank=True, validators=[check_plain_text])
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, help_text="Rows that were emptied or deleted, by kind.")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["waiting", "approved"]), name="erasure_one_open_a_person"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "done"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="erasure_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"erasure {self.pk}: {self.state}"
