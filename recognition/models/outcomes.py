"""What verifiably happened, who confirmed it, and what did not hold."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.people import Person, Team
from recognition.plain_text import check_plain_text


class Outcome(models.Model):
    """Something that happened, credited to people; unique by (source, key)."""

    class Kind(models.TextChoices):
        CHANGE_MERGED = "change_merged", _("change merged")
        CHANGE_REVERTED = "change_reverted", _("change taken back")
        INCIDENT_RESOLVED = "incident_resolved", _("incident resolved")
        TICKET_CLOSED = "ticket_closed", _("ticket closed")
        SERVICE_DEPLOYED = "service_deployed", _("service deployed")
        DOCUMENT_PUBLISHED = "document_published", _("document published")
        CASE_SOLVED = "case_solved", _("customer case solved")

    source = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    at = models.DateTimeField(db_index=True)
    authored_at = models.DateTimeField(null=True, blank=True)
    root = models.CharField(
        max_length=200, blank=True, help_text=_("Work item it belongs to; parts of one root are credited together.")
    )
    area = models.CharField(max_length=200, blank=True, validators=[check_plain_text])
    lines_added = models.PositiveIntegerField(null=True, blank=True)
    lines_deleted = models.PositiveIntegerField(null=True, blank=True)
    files = models.PositiveIntegerField(null=True, blank=True)
    merged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="outcomes_merged")
    claimed_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes_claimed",
        help_text=_("Set when a person reported it, not a source: then nothing vouches for it yet."),
    )
    ai_assisted = models.BooleanField(default=False)
    title = models.CharField(max_length=300, blank=True, validators=[check_plain_text])
    url = models.URLField(max_length=500, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    people = models.ManyToManyField(Person, through="Contribution", related_name="outcomes")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["source", "root"]),
            models.Index(fields=["source", "recorded_at"], name="outcome_last_of_source"),
            # Claims are few among millions of outcomes, and it is claims that wait for somebody's word.
            models.Index(fields=["-at"], condition=Q(claimed_by__isnull=False), name="outcome_claimed"),
        ]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="outcome_once_per_source")]

    def __str__(self) -> str:
        return self.title or f"{self.get_kind_display()} {self.key}"

    @property
    def lines_changed(self) -> int | None:
        """Added and deleted lines together; None where the source does not know them."""
        if self.lines_added is None and self.lines_deleted is None:
            return None
        return (self.lines_added or 0) + (self.lines_deleted or 0)


class Contribution(models.Model):
    """That a person shares in an outcome: its author or a co-author."""

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="contributions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="contributions")
    is_author = models.BooleanField(default=True, help_text=_("False for a co-author."))
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", help_text=_("The person's team on that day.")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outcome", "person"], name="contribution_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.outcome_id}"


class Verification(models.Model):
    """An independent confirmation. One by an author is kept as a fact and counts nothing."""

    class Kind(models.TextChoices):
        REVIEWED = "reviewed", _("reviewed")
        TESTED = "tested", _("tested")
        ACKED = "acked", _("approved")
        ACCEPTED = "accepted", _("accepted")

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="verifications")
    verifier = models.ForeignKey(Person, models.PROTECT, related_name="verifications_given")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.REVIEWED)
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True, validators=[check_plain_text])
    verifier_team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", help_text=_("The verifier's team on that day.")
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["verifier", "at"])]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "verifier", "kind"], name="verification_once_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.verifier_id} {self.kind} {self.outcome_id}"


class PassedOutcome(models.Model):
    """A person cannot say anything about this outcome: it leaves their list of what waits, and nobody else's.

    No fact: it counts nowhere and says nothing about the outcome, so no audit keeps it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="passed_outcomes")
    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="passed_by")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "outcome"], name="pass_on_an_outcome_once")]

    def __str__(self) -> str:
        return f"{self.person_id} passed on {self.outcome_id}"


class Reversal(models.Model):
    """The outcome did not hold: reverted, reopened or rolled back. Ends its credit from then on."""

    class Kind(models.TextChoices):
        REVERTED = "reverted", _("reverted")
        REOPENED = "reopened", _("reopened")
        ROLLED_BACK = "rolled_back", _("rolled back")

    outcome = models.OneToOneField(Outcome, models.PROTECT, related_name="reversal")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.REVERTED)
    at = models.DateTimeField()
    by_outcome = models.ForeignKey(
        Outcome,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reverses",
        help_text=_("The change that took it back."),
    )
    reason = models.CharField(max_length=500, blank=True, validators=[check_plain_text])
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by_outcome__isnull=True) | ~Q(by_outcome=F("outcome")), name="reversal_not_by_itself"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.outcome_id}"
