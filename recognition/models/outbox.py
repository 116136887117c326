"""What is on its way out of the house: e-mails, webhooks, chat."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.people import Person


class OutboxMessage(models.Model):
    """One message to one receiver, written in the transaction of the act that it tells of.

    `message_id` stays the same over all attempts, so that a receiver can drop the second copy. `payload` is what its
    channel needs to make it; words and addresses of people are looked up at the moment of sending. While `leased_until`
    lies ahead, a worker (`lease`) is sending it.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        WEBHOOK = "webhook", _("Webhook")
        CHAT = "chat", _("Chat")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits")
        SENT = "sent", _("Sent")
        DEAD = "dead", _("Given up")
        CANCELLED = "cancelled", _("Not wanted any more")

    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    destination = models.CharField(max_length=200, help_text=_("Who gets it, as its channel names receivers."))
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict, blank=True)
    dedup_key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    over_at = models.DateTimeField(null=True, blank=True, help_text=_("When it was sent, given up or cancelled."))
    lease = models.CharField(max_length=32, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state="waiting"), name="outbox_due"),
            models.Index(fields=["person", "kind", "-due_at"], name="outbox_of_a_person"),
            models.Index(fields=["channel", "destination", "-id"], name="outbox_by_destination"),
            models.Index(fields=["state", "over_at"], name="outbox_over"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.destination} by {self.channel}"


class DeliveryAttempt(models.Model):
    """One try to deliver a message, and what the receiver said."""

    class Result(models.TextChoices):
        SENT = "sent", _("Taken")
        RETRY = "retry", _("Tried again later")
        REFUSED = "refused", _("Refused for good")
        MOOT = "moot", _("Not wanted any more")
        LOST = "lost", _("The worker ended meanwhile")

    message = models.ForeignKey(OutboxMessage, models.CASCADE, related_name="tries")
    at = models.DateTimeField(default=timezone.now)
    result = models.CharField(max_length=10, choices=Result.choices)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("The number the receiver answered."))
    answer = models.CharField(max_length=500, blank=True)
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["message", "-at", "-id"], name="attempts_of_a_message")]

    def __str__(self) -> str:
        return f"{self.result} at {self.at:%Y-%m-%d %H:%M:%S}"
