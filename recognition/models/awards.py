"""A badge held by a person, with the reason it was given and every change of its state."""

from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from recognition.models.badges import Badge
from recognition.models.people import Person
from recognition.retelling import retold

# Reasons of steps that somebody took by one click.
DECLINED = gettext_noop("Declined by the holder.")
ACCEPTED = gettext_noop("Wanted after all by the holder.")
REOPENED = gettext_noop("Taken back by who decided it.")
OF_ONE_CLICK = (DECLINED, ACCEPTED, REOPENED)


class Tier(models.TextChoices):
    """Of the badges that have tiers. The order of the members is the order of the tiers."""

    BRONZE = "bronze", _("bronze")
    SILVER = "silver", _("silver")
    GOLD = "gold", _("gold")


class Award(models.Model):
    """One per person and badge. It pins the rule version and the evidence it was given for.

    pending -> active -> frozen | lapsed | revoked. `why` holds the sentences of the day it was given,
    so that a profile explains itself without asking the judge.
    """

    class Status(models.TextChoices):
        PENDING = "pending", _("waiting for the panel")
        ACTIVE = "active", _("active")
        FROZEN = "frozen", _("under review")
        LAPSED = "lapsed", _("lapsed")
        REVOKED = "revoked", _("revoked")

    badge = models.ForeignKey(Badge, models.PROTECT, related_name="awards")
    person = models.ForeignKey(Person, models.PROTECT, related_name="awards")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    tier = models.CharField(max_length=10, choices=Tier.choices, blank=True)
    given_at = models.DateTimeField(help_text=_("When it was given, or last renewed after it had lapsed."))
    expires_at = models.DateTimeField(null=True, blank=True)
    rule_version = models.PositiveIntegerField(null=True, blank=True, help_text=_("Empty: given by a person."))
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="awards_given")
    why = models.JSONField(default=list, help_text=_("Sentences, the most telling first."))
    # What the judge made them of, so that they can be said in another language; empty where a person wrote them.
    why_parts = models.JSONField(
        default=list, db_default=Value([], models.JSONField()), blank=True, editable=False
    )  # fmt: skip
    evidence = models.JSONField(
        default=list, help_text=_('[{"kind": "nomination" | "thanks" | "outcome" | "verification", "id": key}]')
    )
    hidden = models.BooleanField(default=False, help_text=_("The holder does not show it."))
    declined_at = models.DateTimeField(null=True, blank=True, help_text=_("The holder does not want it."))
    pinned = models.BooleanField(default=False)

    class Meta:
        ordering = ["-given_at", "-id"]
        indexes = [
            models.Index(fields=["badge", "status", "-given_at"]),
            models.Index(fields=["person", "status"]),
            models.Index(fields=["-given_at"]),
            # The panel's queue, the oldest first: few of a million awards wait.
            models.Index(fields=["given_at", "id"], condition=Q(status="pending"), name="award_waiting"),
            # Which tiers of a badge anybody holds: one look each.
            models.Index(fields=["badge", "tier"], condition=~Q(tier=""), name="award_by_tier"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["badge", "person"], name="award_one_per_person_and_badge"),
            models.CheckConstraint(
                condition=Q(rule_version__isnull=False) | Q(given_by__isnull=False),
                name="award_by_a_rule_or_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.badge_id} of {self.person_id}"

    @property
    def reasons(self) -> list[str]:
        """Why it was given, in the language of whoever reads."""
        return retold("award", self.why_parts, self.why)


class AwardChange(models.Model):
    """Append-only: each step of an award's life, with who or what caused it and why."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    from_status = models.CharField(max_length=10, choices=Award.Status.choices, blank=True)
    to_status = models.CharField(max_length=10, choices=Award.Status.choices)
    from_tier = models.CharField(max_length=10, choices=Tier.choices, blank=True)
    to_tier = models.CharField(max_length=10, choices=Tier.choices, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.award_id}: {self.from_status or 'new'} -> {self.to_status}"

    @property
    def reason_said(self) -> str:
        """A reason that nobody wrote, in the language of whoever reads; a person's as they wrote it."""
        return gettext(self.reason) if self.by_id is None or self.reason in OF_ONE_CLICK else self.reason
