"""A colleague's word that somebody earned a badge, and the outcomes it points to."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.badges import Badge
from recognition.models.outcomes import Outcome
from recognition.models.people import Person, Team
from recognition.models.relations import Relation
from recognition.plain_text import check_plain_text

REASON_MAX_CHARACTERS = 4000


class Nomination(models.Model):
    """One person's nomination; `first` is set on a second, which joins an earlier nomination.

    A fact: the words, the time and the standing of the two people never change. Withdrawing keeps the
    row and ends its effect.
    """

    key = models.CharField(max_length=100, unique=True, help_text=_("Id in the source, or made here."))
    badge = models.ForeignKey(Badge, models.PROTECT, related_name="nominations")
    nominator = models.ForeignKey(Person, models.PROTECT, related_name="nominations_given")
    nominee = models.ForeignKey(Person, models.PROTECT, related_name="nominations_received")
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="seconds")
    reason = models.TextField(
        validators=[check_plain_text, MaxLengthValidator(REASON_MAX_CHARACTERS)], max_length=REASON_MAX_CHARACTERS
    )
    at = models.DateTimeField(db_index=True)
    quarter = models.PositiveSmallIntegerField(
        editable=False, help_text=_("Year x 4 + quarter - 1 (UTC): one voice per person, badge and quarter.")
    )
    nominator_team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    nominee_team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    relation = models.PositiveSmallIntegerField(choices=Relation.choices, default=Relation.PEER)
    outcomes = models.ManyToManyField(Outcome, blank=True, related_name="nominations")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["nominee", "badge", "at"]),
            models.Index(fields=["nominator", "at"]),
            models.Index(fields=["badge", "-at"]),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(nominator=F("nominee")), name="nomination_not_of_oneself"),
            models.UniqueConstraint(
                fields=["badge", "nominee", "nominator", "quarter"],
                condition=Q(withdrawn_at__isnull=True),
                name="nomination_one_voice_a_quarter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nominator_id} nominates {self.nominee_id} for {self.badge_id}"
