"""Who did what, in an append-only chain: each entry's hash covers the one before it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.people import Person


class AuditEntry(models.Model):
    """One act. Holds keys, not foreign keys: it outlives what it speaks of.

    The database refuses DELETE on this table, and every UPDATE but the erasure of a person
    (`recognition.forgetting`).
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120, help_text="Key of the person, or `system:<what>`.")
    verb = models.CharField(max_length=60, help_text="noun.verb, e.g. nomination.submit")
    object_kind = models.CharField(max_length=40)
    object_key = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    salt = models.CharField(
        max_length=32, blank=True, default="", db_default="", help_text="Gone where a person was erased."
    )
    said = models.CharField(
        max_length=64, blank=True, default="", db_default="", help_text="Digest of salt, actor, object and data."
    )
    erased_in = models.PositiveBigIntegerField(null=True, blank=True, help_text="Number of the entry of that erasure.")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "audit entries"
        # Each ends in the number: the log is read page by page, the newest first. `at` finds the numbers of a day.
        indexes = [
            models.Index(fields=["object_kind", "object_key", "number"], name="audit_by_object"),
            models.Index(fields=["actor", "number"], name="audit_by_actor"),
            models.Index(fields=["verb", "number"], name="audit_by_verb"),
            models.Index(fields=["at"], name="audit_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.actor} {self.verb} {self.object_kind} {self.object_key}"


# Why a chain does not hold at an entry.
BREAKS = {
    "missing": _("entry %(missing)d is missing; the next one found is %(found)d"),
    "previous": _("it does not name the hash of the entry before it"),
    "hash": _("its content does not give its hash"),
    "erased": _("it was emptied, and no erasure says so"),
    "erasure": _("it names other entries than those that were emptied"),
    "head": _("the chain ends here, but its head names entry %(number)d or another hash"),
}


def why_broken(why: str, at: int, other: int | None) -> str:
    """A key of BREAKS in words; `other` is the entry that was found instead, or that the head names."""
    if why not in BREAKS:
        return why
    return str(BREAKS[why]) % {"missing": at, "found": other or 0, "number": other or 0}


class AuditHead(models.Model):
    """The one row that says where the chain ends; locked by whoever appends."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_head_is_one_row")]

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class ChainCheck(models.Model):
    """Somebody asked whether the chain holds: a worker walks over it, in a minute for some millions of entries."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a worker")
        RUNNING = "running", _("being walked over")
        DONE = "done", _("done")

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    entries = models.PositiveBigIntegerField(default=0, help_text="In the chain when it was asked for.")
    walked = models.PositiveBigIntegerField(default=0)
    broken_at = models.PositiveBigIntegerField(null=True, blank=True, help_text="The first entry that does not hold.")
    why = models.CharField(max_length=200, blank=True, help_text="A key of BREAKS; a sentence in what is older.")
    other = models.PositiveBigIntegerField(null=True, blank=True, help_text="The entry that `why` names beside it.")
    taken_until = models.DateTimeField(null=True, blank=True, help_text="Whose worker died is done again after it.")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="waiting"), name="chain_check_one_waits")
        ]

    def __str__(self) -> str:
        return f"chain check {self.pk}: {self.state}"

    @property
    def reason(self) -> str:
        """In the language of who reads it."""
        return why_broken(self.why, self.broken_at or 0, self.other)
