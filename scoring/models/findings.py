"""What detectors saw, as it was seen: a finding that changes ends, and its next version begins."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from recognition.models import Person
from recognition.retelling import is_in_the_programs_language
from scoring.engine.detectors import DETECTORS
from scoring.models.cases import Case


class Finding(models.Model):
    """One observation of one sweep. Private: shown to reviewers, never in public.

    `key` is the same in every sweep; of one key one row is current (`cleared_at` empty). A row is written once
    and only ever gains `cleared_at`, so that a decision of last year can be made again with what was known then.
    """

    class Severity(models.TextChoices):
        INFORM = "inform"
        REVIEW = "review"
        HOLD = "hold"
        ALARM = "alarm"

    key = models.CharField(max_length=40, help_text="Code and a digest of what stays when more evidence arrives.")
    code = models.CharField(max_length=3)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    factor = models.FloatField(help_text="What remains of the facts it is about; 1 informs only.")
    p_value = models.FloatField()
    at = models.DateTimeField(help_text="Of the latest evidence.")
    hold_until = models.DateTimeField(null=True, blank=True)
    sentence = models.CharField(max_length=500, help_text="About the pattern; names nobody.")
    numbers = models.JSONField(default=dict)
    evidence = models.JSONField(default=list, help_text='[{"kind": "nomination", "id": 1}, ...]')
    people = models.ManyToManyField(Person, blank=True, related_name="findings")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="findings")
    found_at = models.DateTimeField(help_text="The moment that the sweep looked at.")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    cleared_at = models.DateTimeField(null=True, blank=True, help_text="When it no longer held, or a newer one began.")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["code", "-at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(cleared_at__isnull=True), name="finding_one_current_a_key"
            ),
            models.CheckConstraint(condition=Q(factor__gte=0, factor__lte=1), name="finding_factor_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.sentence}"

    @property
    def in_words(self) -> str:
        """The sentence in the language of whoever reads, from the numbers; `sentence` is that of the day.

        It stays as it was where the detector is gone, or has learnt to speak of numbers that it did not keep then.
        """
        detector = DETECTORS.get(self.code)
        if detector is None or is_in_the_programs_language():
            return self.sentence
        try:
            return detector.in_words(self.numbers, of_use=any(fact["kind"] == "usage_week" for fact in self.evidence))
        except KeyError:
            return self.sentence


class FindingFact(models.Model):
    """One fact that a finding is about: the numbers of `scoring.engine.findings.About`."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="facts")
    kind = models.PositiveSmallIntegerField()
    fact_id = models.BigIntegerField()
    named_since = models.DateTimeField(help_text="When a version of this finding first named it.")

    class Meta:
        indexes = [models.Index(fields=["kind", "fact_id"])]
        constraints = [models.UniqueConstraint(fields=["finding", "kind", "fact_id"], name="finding_names_a_fact_once")]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.kind} {self.fact_id}"
