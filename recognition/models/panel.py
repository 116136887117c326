"""What the panel of a badge asks about a pending award, and what those who spoke for it answer."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.awards import Award
from recognition.models.people import Person
from recognition.plain_text import check_plain_text

PANEL_TEXT_MAX_CHARACTERS = 1000


class PanelNote(models.Model):
    """Append-only: a question of the panel, or an answer. The words of a nomination itself never change."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        ANSWER = "answer", _("answer")

    award = models.ForeignKey(Award, models.PROTECT, related_name="panel_notes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField(
        max_length=PANEL_TEXT_MAX_CHARACTERS,
        validators=[check_plain_text, MaxLengthValidator(PANEL_TEXT_MAX_CHARACTERS)],
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} about {self.award_id}"
