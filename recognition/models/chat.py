"""Who is who in the company's chat."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from recognition.models.people import Person


class ChatAccount(models.Model):
    """An account of a chat: somebody's since they confirmed it while signed in, nobody's before.

    `link_digest` is the SHA-256 of what the link in the chat holds; it works once and until `link_until`.
    """

    provider = models.CharField(max_length=20)  # "slack"
    workspace = models.CharField(max_length=40)
    account = models.CharField(max_length=40)
    name = models.CharField(max_length=100, blank=True, help_text="What the chat calls the account.")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="chat_accounts")
    linked_at = models.DateTimeField(null=True, blank=True)
    link_digest = models.CharField(max_length=64, blank=True)
    link_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["provider", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "workspace", "account"], name="chat_account_once"),
            models.UniqueConstraint(fields=["link_digest"], condition=~Q(link_digest=""), name="chat_link_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=True, linked_at__isnull=True)
                | Q(person__isnull=False, linked_at__isnull=False),
                name="chat_account_linked_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.account}"


class ChatDelivery(models.Model):
    """A signed request of a chat that was taken: the same one is not taken again while its signature is fresh."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name_plural = "chat deliveries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
