"""Pictures of badges that somebody uploaded."""

from django.db import models
from django.utils import timezone

from recognition.models.badges import Badge
from recognition.models.people import Person


class BadgePicture(models.Model):
    """One size of an uploaded picture, decoded and written anew as PNG (`recognition.pictures`).

    In the database, so that every web process has it and a backup is whole. `Badge.art` names the digest that is
    shown; the pictures of a badge that it does not name wait to be kept, and go with the next upload.
    """

    badge = models.ForeignKey(Badge, models.CASCADE, related_name="pictures")
    digest = models.CharField(max_length=16)
    size = models.PositiveSmallIntegerField()
    png = models.BinaryField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["badge", "digest", "size"]
        constraints = [
            models.UniqueConstraint(fields=["badge", "digest", "size"], name="badge_picture_once_a_size"),
        ]

    def __str__(self) -> str:
        return f"{self.digest} in {self.size} px"
