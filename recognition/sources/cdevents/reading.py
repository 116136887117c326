"""What each CDEvent says, in facts. Versions of the specification differ in fields that are not read here."""

from collections.abc import Callable

from recognition.deliveries.contract import Fact, OutcomeFact, Reading, ReversalFact, VerificationFact
from recognition.deliveries.parts import Part
from recognition.deliveries.resolutions import is_done
from recognition.sources.cdevents import keys, people
from recognition.sources.cdevents.envelope import PREFIX, Envelope

Found = list[Fact] | str

_NOBODY = "The event does not say who did it: add customData.authors."
_APPROVED = frozenset(("approved", "accepted"))


def read(envelopes: list[Envelope]) -> Reading:
    """Of a batch, all facts; nothing where one of its events cannot be read."""
    facts: list[Fact] = []
    reasons = []
    for envelope in envelopes:
        found = _read(envelope)
        if isinstance(found, str):
            reasons.append(found)
        else:
            facts += found
    ignored = "" if facts else " ".join(dict.fromkeys(reasons)) or "An empty batch."
    return Reading(facts=tuple(facts), kind=kind_of(envelopes), ignored=ignored)


def kind_of(envelopes: list[Envelope]) -> str:
    return envelopes[0].kind if len(envelopes) == 1 else f"batch of {len(envelopes)}"


def _read(envelope: Envelope) -> Found:
    if envelope.event is None or not envelope.kind.startswith(PREFIX):
        return "A CloudEvent, and no CDEvent."
    subject, _, rest = envelope.kind.removeprefix(PREFIX).partition(".")
    reader = _READERS.get(f"{subject}.{rest.partition('.')[0]}")
    return reader(envelope.event) if reader is not None else "Nothing that this kind of event tells is an outcome."


def _change_merged(event: Part) -> Found:
    more = event.maybe_part("customData")
    authors = people.listed(more, "authors")
    if not authors:
        return _NOBODY
    content = event.part("subject").maybe_part("content")
    repository = content.maybe_part("repository") if content is not None else None
    key = keys.key("change", event.part("subject"))
    return [
        OutcomeFact(
            key=key,
            kind="change_merged",
            at=keys.at(event),
            authors=authors,
            co_authors=people.listed(more, "co_authors"),
            root=keys.root(more),
            area=repository.maybe_word("id") if repository is not None else "",
            merged_by=people.one(more, "merged_by"),
            title=more.title("title") if more is not None else "",
            url=more.link("url") if more is not None else "",
        )
    ]


def _ticket_closed(event: Part) -> Found:
    subject = event.part("subject")
    content = subject.part("content")
    resolution = content.title("resolution")
    if not is_done(resolution):
        return f"Closed as “{resolution}”: nothing was done."
    authors = people.listed(content, "assignees")
    if not authors:
        return "Nobody was assigned to the ticket: closing it is not taken for having done it."
    key = keys.key("ticket", subject)
    return [
        OutcomeFact(
            key=key, kind="ticket_closed", at=keys.at(event), authors=authors, root=key,
            area=content.title("group")[:200], title=content.title("summary"), url=content.link("uri"),
        )
    ]  # fmt: skip


def _incident_resolved(event: Part) -> Found:
    more, subject = event.maybe_part("customData"), event.part("subject")
    authors = people.listed(more, "authors")
    if not authors:
        return _NOBODY
    content = subject.maybe_part("content")
    service = content.maybe_part("service") if content is not None else None
    key = keys.key("incident", subject)
    return [
        OutcomeFact(
            key=key, kind="incident_resolved", at=keys.at(event), authors=authors,
            co_authors=people.listed(more, "co_authors"), root=key,
            area=service.maybe_word("id") if service is not None else "",
            title=content.title("description") if content is not None else "",
            url=content.link("ticketURI") if content is not None else "",
        )
    ]  # fmt: skip


def _service_deployed(event: Part) -> Found:
    more, subject = event.maybe_part("customData"), event.part("subject")
    authors = people.listed(more, "authors")
    if not authors:
        return _NOBODY
    artifact = subject.part("content").maybe_word("artifactId")
    where = f"{subject.word('id')} {keys.environment(subject)}".strip()
    return [
        # No root: all that one person deploys of one service in one week is one piece of work.
        OutcomeFact(
            key=keys.deployment(subject, artifact), kind="service_deployed", at=keys.at(event), authors=authors,
            co_authors=people.listed(more, "co_authors"), root=keys.root(more), area=where[:200],
            title=more.title("title") if more is not None else "",
            url=more.link("url") if more is not None else "",
        )
    ]  # fmt: skip


def _service_rolledback(event: Part) -> Found:
    """`artifactId` is what runs now, the older one; which deployment did not hold must be said beside it."""
    more, subject = event.maybe_part("customData"), event.part("subject")
    artifact = more.maybe_word("rolled_back_artifact_id") if more is not None else ""
    if more is None or not artifact:
        return "The event does not say which deployment was taken back: add customData.rolled_back_artifact_id."
    return [
        ReversalFact(keys.deployment(subject, artifact), "rolled_back", keys.at(event), reason=more.title("reason"))
    ]


def _change_reviewed(event: Part) -> Found:
    more = event.maybe_part("customData")
    by = people.one(more, "reviewer")
    if more is None or by is None:
        return "The event does not say who reviewed: add customData.reviewer and customData.decision."
    if more.maybe_word("decision").lower() not in _APPROVED:
        return "The review did not approve the change."
    return [VerificationFact(keys.key("change", event.part("subject")), by, "reviewed", keys.at(event))]


def _approval_closed(event: Part) -> Found:
    content, more = event.part("subject").part("content"), event.maybe_part("customData")
    if content.maybe_word("decision").lower() not in _APPROVED:
        return "The approval was not given."
    by = people.one(content, "responder")
    about = more.maybe_part("approves") if more is not None else None
    if by is None or about is None:
        return "The event does not say who approved which outcome: add customData.approves (type, id, source)."
    kind = about.word("type")
    if kind == "service":
        return [VerificationFact(keys.deployment(about, about.word("artifact_id")), by, "accepted", keys.at(event))]
    if kind not in ("change", "ticket", "incident"):
        about.refuse("type", "must be change, ticket, incident or service")
    return [VerificationFact(keys.key(kind, about), by, "accepted", keys.at(event))]


_READERS: dict[str, Callable[[Part], Found]] = {
    "change.merged": _change_merged,
    "change.reviewed": _change_reviewed,
    "approval.closed": _approval_closed,
    "ticket.closed": _ticket_closed,
    "incident.resolved": _incident_resolved,
    "service.deployed": _service_deployed,
    "service.upgraded": _service_deployed,
    "service.rolledback": _service_rolledback,
}
