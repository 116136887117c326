"""What a machine shows to open one door of its own: the fields that such tokens have in common."""

from django.db import models
from django.utils import timezone


class MachineToken(models.Model):
    """Only the SHA-256 of its secret is kept. An ended one stays, so that its name says for ever which it was."""

    name = models.CharField(max_length=60, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
