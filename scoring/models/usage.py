"""Signals of usage as they are kept: sums a day, days a week, a sketch of request times. Never a word of a prompt.

Nobody but the person reads them: they are in no admin list, no export and no page about others.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from recognition.models import Person
from recognition.models.machine_tokens import MachineToken

DIGEST_LENGTH = 32  # hex digits: 128 bits, so that two of a billion keys are never the same


class UsageToken(MachineToken):
    """What a collector shows to deliver usage. Opens nothing else."""


class UsageAccount(models.Model):
    """How a tool names somebody: an e-mail address, a login, an id. `person` is empty while nobody is known by it.

    All usage hangs on accounts, so that nothing is lost of somebody who is found in the directory later.
    """

    scheme = models.CharField(max_length=30, help_text="email, user.id, user.account_uuid, copilot.login, key ...")
    value = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="usage_accounts")
    first_seen_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="usage_account_once")]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class UsageDay(models.Model):
    """What one account consumed with one tool on one day (UTC), as one source tells it.

    The same usage can be told by several sources (metrics, logs, a gateway): read the greatest, never the sum.
    """

    account = models.ForeignKey(UsageAccount, models.CASCADE, related_name="days")
    tool = models.CharField(max_length=60)
    source = models.CharField(max_length=20)
    day = models.DateField()
    requests = models.BigIntegerField(default=0)
    input_tokens = models.BigIntegerField(default=0)
    output_tokens = models.BigIntegerField(default=0)
    cache_tokens = models.BigIntegerField(default=0)
    sessions = models.BigIntegerField(default=0)
    # Empty: the source does not say. Thousandths, because tools report fractions of seconds.
    user_milliseconds = models.BigIntegerField(null=True, blank=True)
    cli_milliseconds = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["day"]
        indexes = [models.Index(fields=["day"], name="usage_day_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["account", "tool", "source", "day"], name="usage_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.tool} {self.day}"


class UsageWeek(models.Model):
    """On how many days of a week (from Monday, UTC) an account was active. All that outlives the retention time."""

    account = models.ForeignKey(UsageAccount, models.CASCADE, related_name="weeks")
    week = models.PositiveIntegerField(help_text="Number since the policy's anchor.")
    active_days = models.PositiveSmallIntegerField()
    day_mask = models.PositiveSmallIntegerField(null=True, help_text="Which days, Monday = 1; emptied with the days.")
    recorded_at = models.DateTimeField()
    two_days_at = models.DateTimeField(null=True, help_text="When the second active day became known.")

    class Meta:
        ordering = ["week"]
        constraints = [
            models.UniqueConstraint(fields=["account", "week"], name="usage_week_once"),
            models.CheckConstraint(condition=Q(active_days__gte=1, active_days__lte=7), name="usage_week_has_7_days"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} week {self.week}: {self.active_days} days"


class UsageSketch(models.Model):
    """The rhythm of one account's requests to one tool in one week: sums over gaps, counts of opaque prompt keys.

    `times` (the moments themselves) stays only while late deliveries are expected, because the sums need the order;
    the sums stay for the retention time.
    """

    account = models.ForeignKey(UsageAccount, models.CASCADE, related_name="sketches")
    tool = models.CharField(max_length=60)
    week = models.PositiveIntegerField()
    requests = models.PositiveIntegerField(default=0)
    gap_sum = models.FloatField(default=0, help_text="Seconds between one request and the next.")
    gap_squares = models.FloatField(default=0)
    log_sum = models.FloatField(default=0)
    log_squares = models.FloatField(default=0)
    histogram = models.TextField(default="", help_text="Gaps by their power of two, separated by spaces.")
    keyed_requests = models.PositiveIntegerField(default=0, help_text="Requests that came with a prompt key.")
    key_counts = models.TextField(default="", help_text="The frequent prompt keys as `digest:count`; never a prompt.")
    times = models.TextField(default="", help_text="Packed moments; emptied when the week is folded.")
    folded = models.PositiveSmallIntegerField(default=0, help_text="1 when `times` is gone for good.")

    class Meta:
        ordering = ["week"]
        constraints = [models.UniqueConstraint(fields=["account", "tool", "week"], name="usage_sketch_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.tool} week {self.week}"


class UsageSeries(models.Model):
    """The last value of a cumulative counter, to count only what was added since. Times in nanoseconds."""

    digest = models.CharField(max_length=DIGEST_LENGTH, primary_key=True)
    started = models.BigIntegerField()
    ended = models.BigIntegerField()
    value = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "usage series"

    def __str__(self) -> str:
        return self.digest


class UsageReceipt(models.Model):
    """A delta point or a request that was counted: the same delivery again changes nothing."""

    digest = models.CharField(max_length=DIGEST_LENGTH, primary_key=True)
    day = models.DateField(db_index=True)

    def __str__(self) -> str:
        return self.digest


class DeclaredBatchJob(models.Model):
    """Somebody said beforehand that a machine will use a tool in their name: what that tool tells then is left out.

    From a Monday to a Sunday, since rhythms are kept by week.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="declared_batch_jobs")
    tool = models.CharField(max_length=60)
    purpose = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField()
    declared_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="batch_job_ends_after_start"),
            models.UniqueConstraint(fields=["person", "tool", "since"], name="batch_job_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.tool} {self.since}"
