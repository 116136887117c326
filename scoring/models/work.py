"""Who waits to be judged, and what the jobs did."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from recognition.models import Person


class QueuedPerson(models.Model):
    """A person whose facts changed; written in the transaction that wrote the fact.

    A worker claims rows, judges, and removes them if `serial` is still what it claimed: a fact that
    arrives meanwhile raises `serial`, and the person is judged again. A claim whose worker died runs
    out after RECALCULATION_LEASE_SECONDS; who comes late with an expired claim writes nothing.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="queued")
    serial = models.PositiveBigIntegerField(default=1)
    reason = models.CharField(max_length=60)
    queued_at = models.DateTimeField(default=timezone.now)
    named = models.BooleanField(default=True, help_text="A fact names them; neighbours are judged after those named.")
    claimed_by = models.CharField(max_length=64, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "queued people"
        # The second is for the named among very many others.
        indexes = [models.Index(fields=["queued_at"]), models.Index(fields=["named", "queued_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed_by="", claimed_until__isnull=True)
                | (~Q(claimed_by="") & Q(claimed_until__isnull=False)),
                name="queue_claim_has_an_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.reason}"


class Run(models.Model):
    """One run of a job: what it read, what it changed, and how it ended."""

    class Kind(models.TextChoices):
        RECALCULATE = "recalculate"
        RECONCILE = "reconcile"
        SWEEP = "sweep"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    refused = models.CharField(max_length=500, blank=True, help_text="Why it changed nothing, where it refused.")

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [models.Index(fields=["kind", "-started_at"])]

    def __str__(self) -> str:
        return f"{self.kind} at {self.started_at:%Y-%m-%d %H:%M}"


class Heartbeat(models.Model):
    """When a part of the house last showed that it lives."""

    part = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.part} at {self.at:%Y-%m-%d %H:%M:%S}"
