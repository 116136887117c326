"""What each event of Jira says, in facts."""

from datetime import datetime

from recognition.deliveries.contract import Account, Fact, OutcomeFact, Reading, ReversalFact
from recognition.deliveries.parts import Part, key_of, somebody, storable_link
from recognition.deliveries.resolutions import is_done

_CUSTOMERS = "service_desk"  # projectTypeKey of Jira Service Management


def read(message: Part) -> Reading:
    kind = event_name(message)
    if message.word("webhookEvent") != "jira:issue_updated":
        return Reading(kind=kind, ignored="Only a ticket that is closed or reopened is an outcome.")
    found = _updated(message)
    return Reading(kind=kind, ignored=found) if isinstance(found, str) else Reading(kind=kind, facts=tuple(found))


def event_name(message: Part) -> str:
    event, detail = message.maybe_word("webhookEvent") or "unknown", message.maybe_word("issue_event_type_name")
    return f"{event} {detail}".strip()


def _updated(message: Part) -> list[Fact] | str:
    issue = message.part("issue")
    changes = _changes(message)
    if "status" not in changes and "resolution" not in changes:
        return "Neither the status nor the resolution of the ticket was changed."
    fields = issue.part("fields")
    status = fields.part("status").maybe_part("statusCategory")
    if status is not None and status.maybe_word("key") == "done":
        return _closed(message, issue, fields)
    if _was_reopened(message, changes):
        return [ReversalFact(key_of(issue.word("key")), "reopened", _told_at(message, fields))]
    return "The ticket moved on, and is still open."


def _closed(message: Part, issue: Part, fields: Part) -> list[Fact] | str:
    resolution = fields.maybe_part("resolution")
    if resolution is not None and not is_done(resolution.title("name")):
        return f"Closed as “{resolution.title('name')}”: nothing was done."
    assignee = fields.maybe_part("assignee")
    if assignee is None:
        return "Nobody was assigned to the ticket: closing it is not taken for having done it."
    key, project = key_of(issue.word("key")), fields.maybe_part("project")
    customers = project is not None and project.maybe_word("projectTypeKey") == _CUSTOMERS
    return [
        OutcomeFact(
            key=key,
            kind="case_solved" if customers else "ticket_closed",
            at=_closed_at(message, fields),
            authors=(_account(assignee),),
            root=_root(fields) or key,
            area=project.maybe_word("key") if project is not None else "",
            title=fields.title("summary"),
            url=_address(issue),
        )
    ]


def _changes(message: Part) -> dict[str, Part]:
    """The changed fields by name. Jira's own are in lower case everywhere; a custom field has its id."""
    log = message.maybe_part("changelog")
    items = log.parts("items") if log is not None else []
    return {item.maybe_word("fieldId") or item.prose("field").lower(): item for item in items}


def _was_reopened(message: Part, changes: dict[str, Part]) -> bool:
    """The resolution was taken away. Status alone does not say it: a ticket also moves between two open ones."""
    if message.maybe_word("issue_event_type_name") == "issue_reopened":
        return True
    resolution = changes.get("resolution")
    return resolution is not None and resolution.has("from") and not resolution.has("to")


def _closed_at(message: Part, fields: Part) -> datetime:
    """When it was resolved: a later move from *Resolved* to *Closed* tells of the same moment, so of one outcome."""
    resolved = fields.maybe_moment("resolutiondate") or fields.maybe_moment("statuscategorychangedate")
    return resolved or _told_at(message, fields)


def _told_at(message: Part, fields: Part) -> datetime:
    return message.maybe_moment("timestamp") or fields.moment("updated")


def _root(fields: Part) -> str:
    """A sub-task is a part of its ticket; a ticket stands for itself, also within an epic."""
    kind, parent = fields.maybe_part("issuetype"), fields.maybe_part("parent")
    if kind is None or parent is None or kind.value.get("subtask") is not True:
        return ""
    return key_of(parent.word("key"))


def _address(issue: Part) -> str:
    """Of the page for people; the message has only that of the API."""
    site, api, _rest = issue.prose("self").partition("/rest/")
    return storable_link(f"{site}/browse/{issue.word('key')}") if api else ""


def _account(person: Part) -> Account:
    """In the cloud an account belongs to a confirmed address. On an own server anybody may change theirs."""
    account_id, told = person.maybe_word("accountId"), person.maybe_word("emailAddress")
    email = told if "@" in told else ""  # hidden ones are written in several ways
    account = Account(
        user_id=account_id or person.maybe_word("key"),
        login=person.maybe_word("name"),
        email=email,
        email_verified=bool(account_id and email),
        name=person.title("displayName"),
        automated=person.maybe_word("accountType") == "app",
    )
    return somebody(person, account)
