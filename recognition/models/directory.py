"""What the company's directory told of users and groups over SCIM, beside the people and teams made of it.

People and teams are ours and stay; a user or a group is the directory's word about them, and may go.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from recognition.models.machine_tokens import MachineToken
from recognition.models.people import Person, Team


def new_scim_id() -> str:
    return uuid.uuid4().hex


class DirectoryToken(MachineToken):
    """What an identity provider shows to tell of people. Opens nothing else."""

    used_at = models.DateTimeField(null=True, blank=True, help_text="Exact to the minute.")


class DirectoryUser(models.Model):
    """A user as the directory told of them. When they are deleted there, the row stays and says who they were.

    `told` is the resource as it came, without what has a column here. `manager_named` is what was told; `manager`
    is empty while nobody is known by that name.
    """

    scim_id = models.CharField(max_length=36, unique=True, default=new_scim_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="directory_users")
    name = models.CharField(max_length=255, help_text="userName, as SCIM compares it.")
    external_id = models.CharField(max_length=255, blank=True, db_index=True)
    employee_number = models.CharField(max_length=255, blank=True, db_index=True)
    told = models.JSONField(default=dict)
    manager_named = models.CharField(max_length=255, blank=True, db_index=True)
    manager = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["scim_id"]
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=Q(deleted_at__isnull=True), name="directory_name_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(deleted_at__isnull=True), name="directory_user_one_a_person"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DirectoryGroup(models.Model):
    """A group of the directory; with a team where its name is one of a team's (`SCIM_TEAM_GROUPS`)."""

    scim_id = models.CharField(max_length=36, unique=True, default=new_scim_id, editable=False)
    display_name = models.CharField(max_length=255)
    name = models.CharField(max_length=255, db_index=True, help_text="displayName, as SCIM compares it.")
    external_id = models.CharField(max_length=255, blank=True, db_index=True)
    told = models.JSONField(default=dict)
    team = models.OneToOneField(Team, models.SET_NULL, null=True, blank=True, related_name="directory_group")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["scim_id"]

    def __str__(self) -> str:
        return self.display_name


class DirectoryMembership(models.Model):
    """A member of a group, as told. `user` is empty while nobody is known by `value`, and for groups in groups."""

    group = models.ForeignKey(DirectoryGroup, models.CASCADE, related_name="memberships")
    value = models.CharField(max_length=255, db_index=True)
    user = models.ForeignKey(DirectoryUser, models.CASCADE, null=True, blank=True, related_name="memberships")
    told = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]  # the order of being told: of two teams the later one counts
        constraints = [
            models.UniqueConstraint(fields=["group", "value"], name="directory_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.value} in {self.group_id}"


class DirectoryRequest(models.Model):
    """One of the last requests that changed something or was refused: enough to see why a push does not arrive."""

    at = models.DateTimeField(default=timezone.now)
    token = models.ForeignKey(DirectoryToken, models.SET_NULL, null=True, related_name="+")
    method = models.CharField(max_length=10)
    path = models.CharField(max_length=200)
    status = models.PositiveSmallIntegerField()
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.method} {self.path}: {self.status}"
