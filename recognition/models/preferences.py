"""What a person chose for themselves: language, time, what others see, and what they want to be told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recognition.models.people import Person


class Preferences(models.Model):
    """One row for who chose anything; without a row everything is as usual.

    `shows_badges` and `shows_words` are honoured wherever others look: `recognition.queries.visibility`.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="preferences")
    language = models.CharField(max_length=10, blank=True, help_text=_("Empty: as the browser says."))
    time_zone = models.CharField(max_length=64, blank=True, help_text=_("Empty: as the directory says."))
    shows_badges = models.BooleanField(default=True, help_text=_("Others see the badges."))
    shows_words = models.BooleanField(default=True, help_text=_("Others see what colleagues wrote to the person."))
    muted = models.JSONField(default=list, blank=True, help_text=_("Topics of messages that are not wanted."))

    mail = models.JSONField(
        default=dict, blank=True, help_text=_("How topics come by e-mail; a topic without an entry comes as usual.")
    )

    class Meta:
        verbose_name_plural = "preferences"
        indexes = [
            # Few people keep something to themselves: each list of others asks for these few.
            models.Index(fields=["person"], condition=Q(shows_badges=False), name="preferences_private_badges"),
            models.Index(fields=["person"], condition=Q(shows_words=False), name="preferences_private_words"),
        ]

    def __str__(self) -> str:
        return f"of {self.person_id}"
