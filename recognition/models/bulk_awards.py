"""One badge for many people by hand: one person asks, another one approves."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.awards import Tier
from recognition.models.badges import Badge
from recognition.models.people import Person


class BulkAward(models.Model):
    """A request. Nothing is given before a second person says yes; the awards are then given in one go."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a second person")
        GRANTED = "granted", _("given")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    badge = models.ForeignKey(Badge, models.PROTECT, related_name="bulk_awards")
    tier = models.CharField(max_length=10, choices=Tier.choices, blank=True)
    reason = models.CharField(max_length=500, help_text=_("Everybody who is given the badge can read it."))
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    ruling = models.CharField(max_length=500, blank=True, help_text=_("Why it was declined."))

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["-asked_at"], name="bulk_award_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="granted") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="bulk_award_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="bulk_award_decided_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.badge_id}, asked by {self.asked_by_id}: {self.state}"


class BulkAwardPerson(models.Model):
    """Somebody on the list. `left_out`: why they were not given it after all, found when it was approved."""

    class LeftOut(models.TextChoices):
        LEFT = "left", _("no longer works here")
        AUTOMATED = "automated", _("is an automated account")
        HELD = "held", _("holds it already")
        DECLINED = "declined", _("declined it")
        ENDED = "ended", _("had it ended by a ruling")

    bulk_award = models.ForeignKey(BulkAward, models.CASCADE, related_name="entries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    left_out = models.CharField(max_length=10, choices=LeftOut.choices, blank=True)

    class Meta:
        ordering = ["person__display_name", "person__key"]
        constraints = [models.UniqueConstraint(fields=["bulk_award", "person"], name="bulk_award_once_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.bulk_award_id}"
