"""Issues and deployments."""

from __future__ import annotations

from recognition.deliveries.contract import OutcomeFact, Reading, ReversalFact
from recognition.sources.github.fields import (
    Json,
    account,
    account_in,
    moment,
    number,
    part,
    parts,
    repository,
    text,
)

# Where GitHub does not say whether an environment is one of production.
_PRODUCTION = ("production", "prod", "live")


def issue_closed(payload: Json) -> Reading:
    issue = part(payload, "issue")
    if text(issue, "state_reason") not in ("", "completed"):
        return Reading(ignored="It was closed without being done.")
    assignees = tuple(account_in(who) for who in parts(issue, "assignees"))
    if not assignees:
        return Reading(ignored="Nobody was assigned to it.")
    name = repository(payload)
    return Reading(
        (
            OutcomeFact(
                key=f"{name}#{number(issue, 'number')}",
                kind="ticket_closed",
                at=moment(issue, "closed_at"),
                authors=assignees,
                authored_at=moment(issue, "created_at"),
                root=f"{name}#{number(issue, 'number')}",
                area=name,
                title=text(issue, "title"),
                url=text(issue, "html_url"),
            ),
        )
    )


def issue_reopened(payload: Json) -> Reading:
    issue = part(payload, "issue")
    key = f"{repository(payload)}#{number(issue, 'number')}"
    return Reading((ReversalFact(key, "reopened", moment(issue, "updated_at")),))


def deployment_status(payload: Json) -> Reading:
    status, deployment = part(payload, "deployment_status"), part(payload, "deployment")
    if text(status, "state") != "success":
        return Reading(ignored="It has not succeeded, or not yet.")
    if not _is_production(deployment):
        return Reading(ignored="It did not go into production.")
    who = account(deployment, "creator")
    if who is None:
        return Reading(ignored="Who deployed it is no longer on GitHub.")
    name = repository(payload)
    return Reading(
        (
            OutcomeFact(
                key=f"{name}/deployments/{number(deployment, 'id')}",
                kind="service_deployed",
                at=moment(status, "created_at"),
                authors=(who,),
                authored_at=moment(deployment, "created_at"),
                area=name,
                title=text(deployment, "description") or f"{name} → {text(deployment, 'environment')}",
            ),
        )
    )


def _is_production(deployment: Json) -> bool:
    said = deployment.get("production_environment")
    if isinstance(said, bool):
        return said
    return text(deployment, "environment").lower() in _PRODUCTION
