"""What opens the feeds for a program that reads news."""

from django.db import models
from django.utils import timezone

from recognition.models.people import Person


class FeedAddress(models.Model):
    """One secret a person, in the address of every feed they read. See `recognition.actions.feed_addresses`.

    Only half of it is kept: the other half is made of it with the site's own secret, so that who reads this table
    opens nothing, and the person can be shown the address again.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="feed_address")
    serial = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "feed addresses"

    def __str__(self) -> str:
        return f"of {self.person_id}"
