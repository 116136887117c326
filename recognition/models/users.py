"""Logins and roles. A person may have a login; what they may do follows from their roles."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.badges import Badge
from recognition.models.people import Person


class User(AbstractUser):
    """A login. `person` is empty for service accounts only."""

    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="user")
    # As they stood when the login of this request was read (`sign_in_backend`): for pages, that offer by them.
    roles_on_entry: "frozenset[Role] | None" = None

    class Meta(AbstractUser.Meta):
        pass


class Role(models.TextChoices):
    """Beyond `employee`, which everybody is."""

    STEWARD = "steward", _("steward of a badge")
    VERIFIER = "verifier", _("verifier of outcomes for an area")
    REVIEWER = "reviewer", _("integrity reviewer")
    ADMIN = "admin", _("program admin")
    AUDITOR = "auditor", _("auditor")


class RoleGrant(models.Model):
    """A role that a person holds; a steward for one badge, a verifier for one area of outcomes."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    badge = models.ForeignKey(Badge, models.CASCADE, null=True, blank=True, related_name="steward_grants")
    area = models.CharField(max_length=200, blank=True)
    from_groups = models.BooleanField(default=False, help_text=_("Follows a group of the company's directory."))
    granted_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["person", "role"]
        constraints = [
            # Two, since SQLite takes every empty badge for another one.
            models.UniqueConstraint(
                fields=["person", "role", "area"], condition=Q(badge__isnull=True), name="role_granted_once"
            ),
            models.UniqueConstraint(
                fields=["person", "role", "badge", "area"],
                condition=Q(badge__isnull=False),
                name="role_granted_once_a_badge",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.STEWARD, badge__isnull=False) | (~Q(role=Role.STEWARD) & Q(badge__isnull=True)),
                name="role_steward_names_a_badge",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role}"
