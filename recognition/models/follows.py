"""What a person reads along: teams beside the own one."""

from django.db import models
from django.utils import timezone

from recognition.models.people import Person, Team


class FollowedTeam(models.Model):
    """A team, with the teams below it, whose recognition a person wants to see on the first page.

    A reading habit and no fact: it counts nowhere, nobody else sees it, and no audit keeps it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="followed_teams")
    team = models.ForeignKey(Team, models.CASCADE, related_name="followers")
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["team__name", "team__key"]
        constraints = [models.UniqueConstraint(fields=["person", "team"], name="follow_a_team_once")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.team_id}"
