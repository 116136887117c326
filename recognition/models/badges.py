"""What can be earned. How it is earned is a rule, and rules belong to `scoring`."""

from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from recognition.plain_text import check_plain_text
from recognition.retelling import retold

# Contexts of the messages that the starter catalogue brings: no other text of a page is mistaken for a badge's.
NAME_OF_A_BADGE = "name of a badge"
PURPOSE_OF_A_BADGE = "purpose of a badge"


def shown_name(name: str) -> str:
    """The name of a badge in the language of whoever reads, where it is one of the starter catalogue."""
    return pgettext(NAME_OF_A_BADGE, name)


class Badge(models.Model):
    """Something that can be earned: draft, then live, then retired. Retired badges stay on profiles."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        LIVE = "live", _("live")
        RETIRED = "retired", _("retired")

    class Category(models.TextChoices):
        PEOPLE = "people", _("People")
        CRAFT = "craft", _("Craft")
        RELIABILITY = "reliability", _("Reliability")
        LEARNING = "learning", _("Learning")
        SERVICE = "service", _("Years of service")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120, unique=True, validators=[check_plain_text])
    purpose = models.CharField(max_length=300, help_text=_("One sentence."), validators=[check_plain_text])
    category = models.CharField(max_length=20, choices=Category.choices, default=Category.PEOPLE)
    art = models.JSONField(default=dict, blank=True, help_text=_("Parameters of the picture, see recognition.art."))
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    # Recognition alone cannot know what a rule says; the rule's plain words are copied here when it is
    # published, so that the badge page stands without the judge.
    criteria_text = models.JSONField(default=list, blank=True, editable=False)
    # The rule that the words were made of, so that they can be said in another language.
    criteria_parts = models.JSONField(
        default=dict, db_default=Value({}, models.JSONField()), blank=True, editable=False
    )  # fmt: skip
    # Of the rule, lowest first; empty for a badge without tiers. Copied beside the words, for the same reason.
    tiers = models.JSONField(default=list, blank=True, editable=False)
    nominable = models.BooleanField(default=True, help_text=_("Colleagues can nominate each other for it."))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="retired") & Q(retired_at__isnull=False))
                | (~Q(state="retired") & Q(retired_at__isnull=True)),
                name="badge_retired_has_a_date",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """In the language of whoever reads, as long as it is that of the starter catalogue."""
        return shown_name(self.name)

    @property
    def shown_purpose(self) -> str:
        """As `shown_name`."""
        return pgettext(PURPOSE_OF_A_BADGE, self.purpose)

    @property
    def criteria_sentences(self) -> list[str]:
        """What the rule asks for, in the language of whoever reads."""
        return retold("criteria", self.criteria_parts, self.criteria_text)
