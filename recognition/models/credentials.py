"""A badge to take along: what was signed about an award, for strangers to verify."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from recognition.models.awards import Award


class Credential(models.Model):
    """What was signed never changes. What came of it is told by the award and its history, see
    `recognition.queries.credentials`.

    `status_list` and `status_index` are its place in the published lists; the index is drawn by lot, so that it says
    nothing about who else has one.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="credentials")
    issued_at = models.DateTimeField(default=timezone.now)
    valid_until = models.DateTimeField(null=True, blank=True)
    document = models.TextField()  # JSON-LD with a Data Integrity proof
    token = models.TextField()  # the same as a JWT
    key_word = models.CharField(max_length=64)  # the public key that signed it
    status_list = models.PositiveIntegerField()
    status_index = models.PositiveIntegerField()
    # The last step of the award when it was made: any later one that ends the award ends the credential, for good.
    last_change = models.BigIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # by the holder, or when a new one took its place

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["status_list", "status_index"], name="credential_own_place_in_its_list"),
            models.UniqueConstraint(
                fields=["award"], condition=Q(withdrawn_at__isnull=True), name="credential_one_per_award"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of award {self.award_id}"
