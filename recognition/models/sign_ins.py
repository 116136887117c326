"""Where somebody is signed in, and what their programs are called."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken

from recognition.models.users import User


class UserSession(models.Model):
    """A session with its owner: the framework's own table cannot be asked whose a session is.

    No address of a network is kept: the device, and when it was last here, are enough to know it again.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=300, blank=True, help_text=_("What the browser says of itself."))
    way = models.CharField(max_length=12, blank=True, help_text=_("How they came in, see recognition.entrance.ways."))
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, help_text=_("Exact to the hour."))

    class Meta:
        ordering = ["-seen_at", "-id"]

    def __str__(self) -> str:
        return f"{self.user_id} since {self.began_at:%Y-%m-%d}"


class TokenName(models.Model):
    """What an API token is for, in the words of its owner, and what it opens.

    One from a sign-in by password has no name, and a row only where it is narrowed. A token without a row, or with
    one from before there were scopes, opens everything that its owner may do.
    """

    token = models.OneToOneField(AuthToken, models.CASCADE, primary_key=True, related_name="naming")
    name = models.CharField(max_length=60, blank=True)
    scopes = models.JSONField(default=list, blank=True, help_text=_("Of `recognition.scopes`; empty: everything."))

    def __str__(self) -> str:
        return self.name or str(self.pk)[:8]
