"""What a person is told on the site."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.badges import Badge
from recognition.models.people import Person


class Notification(models.Model):
    """Something happened that concerns the person. The sentence is made when it is read, in the reader's language.

    `kind` names an entry of `recognition.notify.kinds`; `subject` is the key of what the link leads to, where the
    badge does not say it; `data` has the rest of the sentence, and no names: people are `by` and `about`.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=30)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    about = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    badge = models.ForeignKey(Badge, models.CASCADE, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict, blank=True)
    for_digest = models.BooleanField(default=False, help_text=_("Waits for the daily e-mail of its reader."))

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="notification_of_a_person"),
            # The bell asks on every page; few are unread.
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notification_unread"),
            models.Index(fields=["at"], name="notification_by_age"),
            models.Index(fields=["person"], condition=Q(for_digest=True), name="notification_for_digest"),
            # What was withdrawn takes its messages along.
            models.Index(fields=["subject", "kind"], name="notification_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"
