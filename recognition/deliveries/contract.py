"""What a source of outcomes must be able to do, and the facts it reads. Knows no database, no clock, no network.

Values of `kind` are those of recognition.models: Outcome.Kind, Verification.Kind, Reversal.Kind. Every time is aware.
A key names an outcome within its source for ever, at most 180 characters. A ticket or an incident that is closed,
reopened and closed again is told under the same key each time: the times tell the closings apart (docs/sources.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias


@dataclass(frozen=True, slots=True)
class Account:
    """Who a source says somebody is. What it does not know stays empty."""

    user_id: str = ""  # stable in the source, also when the login is changed
    login: str = ""
    email: str = ""
    email_verified: bool = False  # only then may the address name a person
    name: str = ""
    automated: bool = False  # bots are acknowledged, never credited


@dataclass(frozen=True, slots=True)
class OutcomeFact:
    """Something that happened. Authors and co-authors who turn out to be automated are left out later."""

    key: str
    kind: str
    at: datetime
    authors: tuple[Account, ...]
    co_authors: tuple[Account, ...] = ()
    authored_at: datetime | None = None
    root: str = ""  # the work item it belongs to
    area: str = ""
    lines_added: int | None = None
    lines_deleted: int | None = None
    files: int | None = None
    merged_by: Account | None = None
    title: str = ""
    url: str = ""
    ai_assisted: bool = False
    alias: str = ""  # another key by which other messages speak of it, such as the merge commit


@dataclass(frozen=True, slots=True)
class VerificationFact:
    """Somebody confirmed an outcome. May be told before the outcome is."""

    outcome_key: str
    by: Account
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VerificationWithdrawn:
    """They take it back: an approval withdrawn, a review dismissed. Ends their verifications until `at`."""

    outcome_key: str
    by: Account
    at: datetime


@dataclass(frozen=True, slots=True)
class ReversalFact:
    """The outcome did not hold."""

    outcome_key: str
    kind: str
    at: datetime
    by_outcome_key: str = ""  # the change that took it back
    reason: str = ""


Fact: TypeAlias = OutcomeFact | VerificationFact | VerificationWithdrawn | ReversalFact


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message says."""

    facts: tuple[Fact, ...] = ()
    kind: str = ""  # the source's own name of the event, e.g. pull_request.closed
    ignored: str = ""  # why nothing became of it; empty when there are facts


class UnreadableError(Exception):
    """The message is not of the shape that the source documents; the text says where, and what to do."""


class Source(Protocol):
    """One closed box: imports this module, and no other source. Keys of `headers` are lower-case."""

    @property
    def name(self) -> str:
        """As in /hooks/<name> and Outcome.source; at most 60 characters."""
        ...

    @property
    def label(self) -> str:
        """For people, e.g. GitHub."""
        ...

    def verified(self, headers: Mapping[str, str], body: bytes, secrets: Sequence[str], *, now: datetime) -> bool:
        """Whether one of the secrets made the signature. In constant time; stale timestamps are refused where the
        protocol has one. Never raises, whatever the headers hold."""
        ...

    def delivery_id(self, headers: Mapping[str, str], body: bytes) -> str:
        """The same for a repeated message: the protocol's id, or the SHA-256 (hex) of the body."""
        ...

    def event(self, headers: Mapping[str, str], body: bytes) -> str:
        """A cheap name of the kind of message, for the page. Never raises."""
        ...

    def sample(self, secret: str, *, now: datetime) -> tuple[dict[str, str], bytes]:
        """A small message of invented people, signed with the secret: for the test button. Headers and body."""
        ...

    def read(self, headers: Mapping[str, str], body: bytes) -> Reading:
        """Pure.

        Raises:
            UnreadableError: the shape is not what the source documents.
        """
        ...
