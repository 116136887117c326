"""Tickets and deployments."""

import re

from recognition.deliveries.contract import Fact, OutcomeFact, ReversalFact
from recognition.deliveries.parts import Part, key_of
from recognition.sources.gitlab.people import account_of, project_of

# Where GitLab gives no tier, as it would take it from the name.
_PRODUCTION = re.compile(r"(?:^|[^a-z])(?:prod|production|live)(?:$|[^a-z])", re.IGNORECASE)


def issue_event(message: Part) -> list[Fact] | str:
    issue = message.part("object_attributes")
    project, action = project_of(message), issue.maybe_word("action")
    key = key_of(f"{project}#{issue.word('iid')}")
    if action == "reopen":
        return [ReversalFact(key, "reopened", issue.moment("updated_at"))]
    if action != "close":
        return "The ticket is still open."
    if issue.has("moved_to_id") or issue.has("duplicated_to_id"):
        return "Closed because it goes on elsewhere."
    assigned = tuple(account_of(person) for person in message.parts("assignees"))
    if not assigned:
        return "Nobody was assigned to the ticket: closing it is not taken for having done it."
    return [
        OutcomeFact(
            key=key,
            kind="ticket_closed",
            at=issue.maybe_moment("closed_at") or issue.moment("updated_at"),
            authors=assigned,
            root=key,
            area=project,
            title=issue.title("title"),
            url=issue.link("url"),
        )
    ]


def deployment(message: Part) -> list[Fact] | str:
    project, environment = project_of(message), message.title("environment")
    if message.maybe_word("status") != "success":
        return "Not deployed, or not yet."
    tier = message.maybe_word("environment_tier")
    if tier != "production" and (tier or not _PRODUCTION.search(environment)):
        return "It did not go into production."
    return [
        # No root: all that one person deploys of one service in one week is one piece of work.
        OutcomeFact(
            key=key_of(f"{project}/deployments/{message.word('deployment_id')}"),
            kind="service_deployed",
            at=message.moment("status_changed_at"),
            authors=(account_of(message.part("user")),),
            area=project,
            title=message.title("commit_title") or f"{project} → {environment}"[:300],
            url=message.link("deployable_url"),
        )
    ]
