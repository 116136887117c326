"""The rows of the files: what each line may hold. Unknown fields are counted elsewhere and ignored."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from recognition.models.nominations import REASON_MAX_CHARACTERS
from recognition.plain_text import check_plain_text

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
# Time zones that a source forgot make a date at most this much too late.
LATEST_AHEAD = timedelta(days=1)
# First and last days are known ahead.
LATEST_DAY_AHEAD = timedelta(days=800)
ZONES = available_timezones()
is_web_address = URLValidator(schemes=["http", "https"])


def _plain(text: str) -> str:
    try:
        check_plain_text(text)
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error
    return text


def _moment(at: datetime) -> datetime:
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    if at > datetime.now(UTC) + LATEST_AHEAD:
        raise ValueError(_("the date %(at)s lies in the future") % {"at": format(at, "%Y-%m-%d")})
    if at < EARLIEST:
        raise ValueError(_("the date %(at)s lies before 1990") % {"at": format(at, "%Y-%m-%d")})
    return at


def _day(day: date) -> date:
    if day > datetime.now(UTC).date() + LATEST_DAY_AHEAD:
        raise ValueError(_("the day %(day)s lies far in the future") % {"day": day})
    return day


def _day_of_moment(value: object) -> object:
    """`first_seen` is a moment in some sources and a day in others."""
    return value[:10] if isinstance(value, str) and len(value) > 10 and value[10] in "T " else value


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValueError(_("not an e-mail address")) from error
    return text


def _url(text: str) -> str:
    try:
        is_web_address(text)
    except ValidationError as error:
        raise ValueError(_("not a web address (https://...)")) from error
    return text


def _zone(name: str) -> str:
    if name not in ZONES:
        raise ValueError(_("not a time zone, such as Europe/Lisbon"))
    return name


# Texts by their longest length in characters; the database has the same.
Text120 = Annotated[str, StringConstraints(max_length=120), AfterValidator(_plain)]
Text200 = Annotated[str, StringConstraints(max_length=200), AfterValidator(_plain)]
Text300 = Annotated[str, StringConstraints(max_length=300), AfterValidator(_plain)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_plain)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=REASON_MAX_CHARACTERS), AfterValidator(_plain)]
# Ids of people and teams stand in web addresses.
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._@+-]*$", max_length=100)]
LongKey = Name
ShortKey = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(_plain)]
Moment = Annotated[datetime, AfterValidator(_moment)]
Day = Annotated[date, BeforeValidator(_day_of_moment), AfterValidator(_day)]
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]


class Row(BaseModel):
    """Frozen, so that `hash(row)` stands for what is read of it, whatever its spelling."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class TeamRow(Row):
    id: Key
    name: Name
    parent: Key | None = None


class Stretch(Row):
    team: Key
    first_seen: Day
    last_seen: Day | None = None


class PersonRow(Row):
    id: Key
    display_name: Name
    email: Annotated[str, StringConstraints(max_length=254), AfterValidator(_email)] | None = None
    manager: Key | None = None
    team: Key | None = None
    automated: bool = False
    started_on: Day | None = None
    first_seen: Day | None = None
    last_seen: Day | None = None
    left_on: Day | None = None
    team_history: tuple[Stretch, ...] = ()
    timezone: Annotated[str, AfterValidator(_zone)] | None = None
    title: Text200 = ""
    location: Text120 = ""


OutcomeKind = Literal[
    "change_merged", "change_reverted", "incident_resolved", "ticket_closed", "service_deployed",
    "document_published", "case_solved",
]  # fmt: skip


class OutcomeRow(Row):
    id: LongKey
    kind: OutcomeKind
    person: Key
    at: Moment
    authored_at: datetime | None = None
    merged_by: Key | None = None
    area: Text200 | None = None
    root: Text200 | None = None
    lines_added: Count | None = None
    lines_deleted: Count | None = None
    files: Count | None = None
    co_authors: tuple[Key, ...] = ()
    reverts: LongKey | None = None
    reverted_by: LongKey | None = None
    reverted_at: Moment | None = None
    ai_assisted: bool = False
    title: Text300 | None = None
    url: Annotated[str, StringConstraints(max_length=500), AfterValidator(_url)] | None = None


# from verified an outcome of to / from, the author, thanks to
VERIFIED = ("reviewed", "tested", "acked", "accepted")
THANKED = ("reported", "suggested", "helped", "mentored", "thanked")


class AcknowledgementRow(Row):
    outcome: LongKey
    giver: Key = Field(alias="from")
    receiver: Key = Field(alias="to")
    kind: Literal["reviewed", "tested", "acked", "accepted", "reported", "suggested", "helped", "mentored", "thanked"]
    at: Moment


class NominationRow(Row):
    id: ShortKey
    badge: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    giver: Key = Field(alias="from")
    receiver: Key = Field(alias="to")
    at: Moment
    reason: Reason
    outcomes: tuple[LongKey, ...] = ()
    withdrawn_at: Moment | None = None
