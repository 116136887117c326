"""Who did what, in an append-only chain: each entry's hash covers the one before it."""

from django.db import models


class AuditEntry(models.Model):
    """One act. Holds keys, not foreign keys: it outlives what it speaks of.

    The database refuses UPDATE and DELETE on this table (migration `0002`).
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120, help_text="Key of the person, or `system:<what>`.")
    verb = models.CharField(max_length=60, help_text="noun.verb, e.g. nomination.submit")
    object_kind = models.CharField(max_length=40)
    object_key = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["object_kind", "object_key"]), models.Index(fields=["actor"])]

    def __str__(self) -> str:
        return f"{self.number}: {self.actor} {self.verb} {self.object_kind} {self.object_key}"


class AuditHead(models.Model):
    """The one row that says where the chain ends; locked by whoever appends."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_head_is_one_row")]

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
