"""Short public thanks from one person to another. Carries no badge by itself."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.outcomes import Outcome
from recognition.models.people import Person, Team
from recognition.models.relations import Relation
from recognition.plain_text import check_plain_text

TEXT_MAX_CHARACTERS = 500


class Thanks(models.Model):
    """A thank-you. One to oneself can come from a source; it is kept and counts nothing."""

    class Kind(models.TextChoices):
        THANKED = "thanked", _("thanked")
        HELPED = "helped", _("helped")
        MENTORED = "mentored", _("mentored")
        REPORTED = "reported", _("reported a problem")
        SUGGESTED = "suggested", _("suggested an idea")

    giver = models.ForeignKey(Person, models.PROTECT, related_name="thanks_given")
    receiver = models.ForeignKey(Person, models.PROTECT, related_name="thanks_received")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.THANKED)
    text = models.TextField(
        blank=True,
        validators=[check_plain_text, MaxLengthValidator(TEXT_MAX_CHARACTERS)],
        max_length=TEXT_MAX_CHARACTERS,
    )
    outcome = models.ForeignKey(Outcome, models.PROTECT, null=True, blank=True, related_name="thanks")
    at = models.DateTimeField(db_index=True)
    giver_team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    receiver_team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    relation = models.PositiveSmallIntegerField(choices=Relation.choices, default=Relation.PEER)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "thanks"
        indexes = [
            models.Index(fields=["receiver", "at"]),
            models.Index(fields=["giver", "at"]),
        ]
        constraints = [
            # A source that repeats itself adds nothing.
            models.UniqueConstraint(
                fields=["giver", "receiver", "kind", "outcome"],
                condition=models.Q(outcome__isnull=False),
                name="thanks_once_per_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} thanks {self.receiver_id}"
