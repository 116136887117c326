"""What the API answered to a request that carried an idempotency key."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.users import User


class ApiAnswer(models.Model):
    """Kept for RETENTION_IDEMPOTENCY_HOURS, so that a request sent twice is done once and answered alike.

    The row and what the request wrote are one transaction: there is no answer without the deed, and no deed without
    the answer. A refused request leaves no row.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64, help_text=_("SHA-256 (hex) of the method, the address and the body."))
    at = models.DateTimeField(default=timezone.now)
    status = models.PositiveSmallIntegerField(default=0, help_text=_("0 only inside of the transaction that answers."))
    body = models.TextField(blank=True, help_text=_("JSON as it was sent; empty where there was none."))
    location = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="api_answer_once_a_key")]
        indexes = [models.Index(fields=["at"], name="api_answer_by_age")]

    def __str__(self) -> str:
        return f"{self.key} of {self.user_id}: {self.status}"
