"""Files of facts that somebody handed in: checked first, taken over when a person says so."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.people import Person


class ImportRun(models.Model):
    """One upload, from the files to what came of them. A worker checks it, a person confirms, a worker takes it over.

    `counts` is {noun: {new, updated, unchanged}}; `problems` holds the first fifty as {file, line, field, says}.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be checked")
        CHECKING = "checking", _("being checked")
        REFUSED = "refused", _("to be mended")
        CHECKED = "checked", _("checked")
        CONFIRMED = "confirmed", _("waiting to be taken over")
        RUNNING = "running", _("being taken over")
        DONE = "done", _("taken over")
        CANCELLED = "cancelled", _("set aside")
        FAILED = "failed", _("broken off")

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    source = models.CharField(max_length=60)
    update_people = models.BooleanField(default=False)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    language = models.CharField(
        max_length=10, blank=True, default="", help_text="Of who handed them in: what is wrong is written in it."
    )
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    names = models.JSONField(default=list, help_text="Of the files, as they were handed in.")
    rows = models.PositiveIntegerField(default=0, help_text="In all files; 0 until they are counted.")
    rows_read = models.PositiveIntegerField(default=0)
    writing = models.BooleanField(default=False, help_text="Every row is read and checked.")
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list, help_text="What was not read, one sentence each.")
    problems = models.JSONField(default=list)
    problem_count = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=500, blank=True, help_text="Why it broke off, and what to do.")
    taken_until = models.DateTimeField(null=True, blank=True, help_text="Whose worker died is done again after it.")

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["-asked_at"], name="import_newest"),
            models.Index(
                fields=["asked_at"],
                condition=Q(state__in=("waiting", "checking", "confirmed", "running")),
                name="import_to_do",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("checking", "running"), taken_until__isnull=False)
                | (~Q(state__in=("checking", "running")) & Q(taken_until__isnull=True)),
                name="import_at_work_is_taken",
            )
        ]

    def __str__(self) -> str:
        return f"import {self.pk}: {self.state}"

    @property
    def is_working(self) -> bool:
        """Something is going to happen without anybody doing more."""
        return self.state in (self.State.WAITING, self.State.CHECKING, self.State.CONFIRMED, self.State.RUNNING)


class ImportFile(models.Model):
    """What was handed in, as it came: in the database, since the worker may be on another machine. Gone at the end."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    content = models.BinaryField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="import_file_once")]

    def __str__(self) -> str:
        return f"{self.name} of import {self.run_id}"
