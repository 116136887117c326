"""What each event of PagerDuty says, in facts."""

from recognition.deliveries.contract import Account, Fact, OutcomeFact, Reading, ReversalFact
from recognition.deliveries.parts import Part, key_of


def read(message: Part) -> Reading:
    event = message.part("event")
    kind = event.word("event_type")
    found: list[Fact] | str
    if kind == "incident.resolved":
        found = _resolved(event)
    elif kind == "incident.reopened":
        found = [ReversalFact(key_of(event.part("data").word("id")), "reopened", event.moment("occurred_at"))]
    elif kind == "pagey.ping":
        found = "A test message of PagerDuty; it arrived."
    else:
        found = "The incident goes on, or this is about something else."
    return Reading(kind=kind, ignored=found) if isinstance(found, str) else Reading(kind=kind, facts=tuple(found))


def _resolved(event: Part) -> list[Fact] | str:
    incident = event.part("data")
    reason = incident.maybe_part("resolve_reason")
    if reason is not None and reason.maybe_word("type") == "merge_resolve_reason":
        return "Merged into another incident, which goes on."
    people = _people(event, incident)
    if not people:
        return "Resolved by a monitor, with nobody assigned."
    key, service = key_of(incident.word("id")), incident.maybe_part("service")
    return [
        OutcomeFact(
            key=key,
            kind="incident_resolved",
            at=event.moment("occurred_at"),
            authors=people[:1],
            co_authors=people[1:],
            root=key,
            area=service.title("summary")[:200] if service is not None else "",
            title=incident.title("title"),
            url=incident.link("html_url"),
        )
    ]


def _people(event: Part, incident: Part) -> tuple[Account, ...]:
    """Who resolved it, then who was assigned. Monitors and integrations resolve too: they are nobody."""
    agent = event.maybe_part("agent")
    named = [*([agent] if agent is not None else []), *incident.parts("assignees")]
    people: dict[str, Account] = {}
    for who in named:
        if who.maybe_word("type") in ("user_reference", "user"):
            people.setdefault(who.word("id"), Account(user_id=who.word("id"), name=who.title("summary")))
    return tuple(people.values())
