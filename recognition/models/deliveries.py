"""What other systems delivered, the secrets they sign with, who they say people are, and the facts they told."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.models.people import Person
from recognition.plain_text import check_plain_text


class SourceSecret(models.Model):
    """A secret that a source signs with. Two may live at once, so that one can be changed without a gap."""

    source = models.CharField(max_length=60)
    name = models.CharField(max_length=60, validators=[check_plain_text])
    sealed = models.TextField(help_text="Encrypted, see recognition.deliveries.secrets.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["source", "created_at", "id"]

    def __str__(self) -> str:
        return f"{self.source}: {self.name}"

    @property
    def lives(self) -> bool:
        return self.ends_at is None or self.ends_at > timezone.now()


class Delivery(models.Model):
    """One signed message, as it came. Its row stays, so that it is known when it comes again; its body does not."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        IGNORED = "ignored", _("nothing to take over")
        WAITING_FOR_PERSON = "waiting_for_person", _("waiting for a person")
        FAILED = "failed", _("failed")

    source = models.CharField(max_length=60)
    delivery_id = models.CharField(max_length=200)
    received_at = models.DateTimeField(default=timezone.now)
    event = models.CharField(max_length=100, blank=True)
    headers = models.JSONField(default=dict, help_text="Those that the source reads; no signature.")
    body = models.BinaryField(default=b"", help_text="gzip; empty once it is forgotten.")
    is_kept = models.BooleanField(default=True, help_text="The body is still here: it can be read again.")
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    taken_until = models.DateTimeField(null=True, blank=True, help_text="Whose worker died is done again after it.")
    finished_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=500, blank=True, help_text="Why it failed, or why nothing became of it.")
    facts = models.PositiveIntegerField(default=0, help_text="How many it told.")

    class Meta:
        ordering = ["-received_at", "-id"]
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["source", "delivery_id"], name="delivery_once")]
        indexes = [
            models.Index(fields=["source", "-received_at", "-id"], name="delivery_newest"),
            models.Index(fields=["source", "state", "-received_at", "-id"], name="delivery_by_state"),
            models.Index(fields=["next_try_at", "id"], condition=Q(state="waiting"), name="delivery_to_do"),
            # For `/metrics`: rows that are over stay for ever, and nobody counts them.
            models.Index(
                fields=["source", "state", "received_at"],
                condition=Q(state__in=["waiting", "waiting_for_person", "failed"]),
                name="delivery_open",
            ),
            models.Index(fields=["finished_at"], condition=Q(is_kept=True), name="delivery_to_forget"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.delivery_id}"


class SourceAccount(models.Model):
    """Somebody as a source knows them, and who of ours that is."""

    class State(models.TextChoices):
        UNKNOWN = "unknown", _("nobody knows yet")
        KNOWN = "known", _("one of ours")
        NOBODY = "nobody", _("nobody of ours")
        AUTOMATED = "automated", _("automated")

    source = models.CharField(max_length=60)
    user_id = models.CharField(max_length=200, blank=True)
    login = models.CharField(max_length=200, blank=True, help_text="In small letters.")
    email = models.CharField(max_length=254, blank=True, help_text="In small letters; need not be verified.")
    email_verified = models.BooleanField(default=False, help_text="By the source; only then may it name a person.")
    name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNKNOWN)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="source_accounts")
    first_seen_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["first_seen_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "user_id"], condition=~Q(user_id=""), name="source_account_once_by_id"
            ),
            models.UniqueConstraint(fields=["source", "login"], condition=~Q(login=""), name="source_account_once"),
            models.UniqueConstraint(
                fields=["source", "email"], condition=Q(user_id="", login=""), name="source_account_once_by_email"
            ),
        ]
        indexes = [
            models.Index(fields=["source", "email"], name="source_account_by_email"),
            models.Index(fields=["source", "state", "first_seen_at"], name="source_account_inbox"),
            models.Index(
                fields=["email"], condition=Q(state="unknown", email_verified=True), name="source_account_to_match"
            ),
        ]

    def __str__(self) -> str:
        return self.login or self.email or self.name or self.user_id


class DeliveredFact(models.Model):
    """One fact that a source told, whether it is applied or waits for its outcome or for a person.

    All of them are kept, in few columns: what stands in the tables of outcomes follows from the set of facts told of a
    key, so that it does not matter in which order they came. People stand in `content` by the id of their account.
    """

    class Kind(models.TextChoices):
        OUTCOME = "outcome", _("outcome")
        VERIFICATION = "verification", _("confirmation")
        WITHDRAWAL = "withdrawal", _("confirmation taken back")
        REVERSAL = "reversal", _("taken back")

    class State(models.TextChoices):
        APPLIED = "applied", _("taken over")
        NO_OUTCOME = "no_outcome", _("waiting for its outcome")
        NO_PERSON = "no_person", _("waiting for a person")
        MOOT = "moot", _("about nobody of ours")

    source = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, help_text="SHA-256 (hex) of what it says: told twice, kept once.")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    outcome_key = models.CharField(max_length=180)
    by_outcome_key = models.CharField(max_length=180, blank=True, help_text="Of a reversal: what took it back.")
    alias = models.CharField(max_length=180, blank=True, help_text="Of an outcome: another key that names it.")
    at = models.DateTimeField()
    content = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NO_OUTCOME)
    delivery = models.ForeignKey(Delivery, models.SET_NULL, null=True, blank=True, related_name="told")
    accounts = models.ManyToManyField(SourceAccount, related_name="facts", blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["source", "digest"], name="delivered_fact_once")]
        indexes = [
            models.Index(fields=["source", "outcome_key"], name="delivered_fact_of"),
            models.Index(
                fields=["source", "by_outcome_key"], condition=~Q(by_outcome_key=""), name="delivered_fact_by"
            ),
            models.Index(fields=["source", "alias"], condition=~Q(alias=""), name="delivered_fact_alias"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}:{self.outcome_key}"
