"""People and the tree of teams that they belong to."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.folding import folded
from recognition.plain_text import check_plain_text

key_characters = RegexValidator(
    r"\A[A-Za-z0-9][A-Za-z0-9._@+-]*\Z",
    _("Use letters, digits and . _ @ + - only, beginning with a letter or digit."),
)


def still_stands(path: str = "") -> Q:
    """Of the team behind `path`: it has no closing day, or one to come."""
    return Q(**{f"{path}closed_on__isnull": True}) | Q(**{f"{path}closed_on__gt": timezone.localdate()})


class Team(models.Model):
    """A node of the organisation tree.

    `parent` is fixed once facts name the team: the caps of the judge follow the tree, and history
    must not be judged anew because of a reorganisation. A team that moves is closed and begun again.
    """

    key = models.CharField(max_length=100, unique=True, validators=[key_characters])
    name = models.CharField(max_length=200, validators=[check_plain_text])
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    lead = models.ForeignKey("Person", models.SET_NULL, null=True, blank=True, related_name="leads")
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="team_not_its_own_parent",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        """Its closing day has come. Until then it stands where it did, and takes nobody in any more."""
        return self.closed_on is not None and self.closed_on <= timezone.localdate()


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> PersonQuerySet:
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=timezone.localdate()))

    def human(self) -> PersonQuerySet:
        return self.filter(automated=False)


class SearchText(models.TextField):  # type: ignore[type-arg]  # not subscriptable at run time
    """Filled from the row itself by `save` and `bulk_create`; a caller of `bulk_update` or `update` fills it."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = model_instance.words_to_find() if isinstance(model_instance, Person) else ""
        setattr(model_instance, self.attname, text)
        return text


class Person(models.Model):
    """An employee known from the directory; with or without a login."""

    key = models.CharField(_("directory id"), max_length=100, unique=True, validators=[key_characters])
    display_name = models.CharField(max_length=200, validators=[check_plain_text])
    email = models.EmailField(null=True, blank=True, unique=True)
    title = models.CharField(max_length=200, blank=True, validators=[check_plain_text])
    location = models.CharField(max_length=120, blank=True, validators=[check_plain_text])
    time_zone = models.CharField(max_length=64, default="UTC")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="members")
    manager = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reports")
    automated = models.BooleanField(default=False, help_text=_("A bot: never gives and never receives."))
    started_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    search_text = SearchText(default="", blank=True, editable=False, help_text=_("Folded, see recognition.folding."))

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["display_name", "key"]
        verbose_name_plural = "people"
        indexes = [models.Index(fields=["display_name", "key"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(manager__isnull=True) | ~Q(manager=F("id")),
                name="person_not_own_manager",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(started_on__isnull=True) | Q(left_on__gte=F("started_on")),
                name="person_leaves_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def words_to_find(self) -> str:
        """What a search looks through: name, title and place, folded."""
        return folded("\n".join([self.display_name, self.title, self.location]))

    @property
    def is_active(self) -> bool:
        return self.left_on is None or self.left_on > timezone.localdate()

    @property
    def initials(self) -> str:
        words = [word for word in self.display_name.split() if word[0].isalnum()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


class TeamMembership(models.Model):
    """The team a person had in a stretch of time: facts are dated with the team of their day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text=_("First day no longer in the team."))

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["person", "since"], name="membership_one_per_person_and_day"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="membership_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id} since {self.since}"
