"""Where news is posted to outside of the house: webhooks of other programs, channels of the chat."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.badges import Badge
from recognition.models.people import Team
from recognition.plain_text import check_plain_text


class Endpoint(models.Model):
    """An address that is posted to when something of `events` happens; of one badge or team where they are given.

    The address and the secrets are sealed (`recognition.sealed`): an address of a chat lets whoever has it post there.
    While `old_secret` is set, messages carry the signatures of both. The messages are in the outbox, with the
    destination "endpoint:<id>".
    """

    class Kind(models.TextChoices):
        WEBHOOK = "webhook", _("Signed webhook")
        SLACK = "slack", _("Slack channel")
        TEAMS = "teams", _("Teams channel")

    class Off(models.TextChoices):
        """Why nothing is posted."""

        BY_HAND = "by_hand", _("switched off")
        GONE = "gone", _("switched off: the receiver said that the address is gone")
        FAILING = "failing", _("switched off: the receiver did not answer for three days")

    name = models.CharField(max_length=100, unique=True, validators=[check_plain_text])
    kind = models.CharField(max_length=10, choices=Kind.choices)
    host = models.CharField(max_length=253, help_text=_("Of the address: all of it that is shown."))
    url = models.TextField(help_text=_("Sealed."))
    secret = models.TextField(blank=True, help_text=_("Sealed; of a signed webhook."))
    old_secret = models.TextField(blank=True, help_text=_("Sealed; still good beside the new one."))
    events = models.JSONField(default=list)
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="+")
    badge = models.ForeignKey(Badge, models.CASCADE, null=True, blank=True, related_name="+")
    off = models.CharField(max_length=10, choices=Off.choices, blank=True)
    off_since = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True, help_text=_("First failure since the last success."))
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(off="", off_since__isnull=True) | (~Q(off="") & Q(off_since__isnull=False)),
                name="endpoint_off_since_a_moment",
            ),
            models.CheckConstraint(condition=Q(kind="webhook") | Q(secret=""), name="endpoint_secret_of_a_webhook"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def destination(self) -> str:
        """As the outbox names it."""
        return f"endpoint:{self.pk}"
