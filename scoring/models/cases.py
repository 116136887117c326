"""Patterns that a person looks at, and what people said of them."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from recognition.models import Person
from scoring import urgency_words


class Case(models.Model):
    """Findings of one pattern, gathered for a reviewer. Named for what was seen, never for guilt."""

    class State(models.TextChoices):
        OPEN = "open"
        CONFIRMED = "confirmed"
        DISMISSED = "dismissed"
        CLEARED = "cleared"  # nothing of it holds any longer, and nobody had to decide

    class Subject(models.TextChoices):
        PATTERN = "pattern"
        PRESSURE = "pressure"  # on people who lose nothing
        THRESHOLD = "threshold"  # of a rule, or a figure that is shown: about no person

    key = models.CharField(max_length=40, unique=True)
    family = models.CharField(max_length=12, help_text="Of the detectors: nominations, usage or outcomes.")
    subject = models.CharField(max_length=10, choices=Subject.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    people = models.ManyToManyField(Person, blank=True, related_name="cases")
    assigned_to = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="cases_assigned")
    urgency = models.PositiveSmallIntegerField(
        default=0, help_text="0 to 1000: what reviewers look at first. Written by the sweep; takes nothing."
    )
    why = models.CharField(max_length=500, blank=True, help_text="Why it comes where it does; names nobody.")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["state", "-opened_at"]), models.Index(fields=["-urgency", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="case_closed_has_a_moment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.family}, {self.state})"

    @property
    def why_said(self) -> str:
        """`why` in the language of whoever reads."""
        return urgency_words.retold(self.why)


class CaseEvent(models.Model):
    """Append-only: each step of a case. `by` is empty for the sweep."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"

    @property
    def text_said(self) -> str:
        """What the sweep wrote, in the language of whoever reads; what a person wrote as they did.

        Sentences of findings are put there by `scoring.queries.casework.events`.
        """
        return self.text if self.by_id else gettext(self.text)


class Ruling(models.Model):
    """Append-only: what a person said of a finding. The judge reads the newest of each finding's key.

    `confirmed` takes the floor away from the facts that the finding named by then and from no later ones;
    `dismissed` lifts the finding entirely, later versions of it included.
    """

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed"
        DISMISSED = "dismissed"

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="rulings")
    finding_key = models.CharField(max_length=40)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="rulings")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["finding_key", "at"])]

    def __str__(self) -> str:
        return f"{self.finding_key}: {self.verdict}"


class Snooze(models.Model):
    """For one person, findings of one code do nothing until a date. Ended by the first sweep after it.

    Reading `ended_at` and not the clock keeps the judge's answer the same whenever it is asked.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="snoozes")
    code = models.CharField(max_length=3)
    until = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code"], condition=Q(ended_at__isnull=True), name="snooze_one_a_person_and_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} for {self.person_id} until {self.until:%Y-%m-%d}"

    @property
    def last_day(self) -> date:
        """Until and with which day it is in force: one that ends at midnight, until the day before.

        In the company's zone, where it was chosen: the same day for whoever reads it.
        """
        over = self.until - timedelta(microseconds=1)
        last = min(over, self.ended_at) if self.ended_at else over
        return timezone.localdate(last, timezone.get_default_timezone())
