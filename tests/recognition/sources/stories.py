"""What happened at one lighthouse, as each source tells it: a list of messages, and who its accounts are."""

from datetime import UTC, datetime, timedelta
from typing import Any

from recognition.deliveries import signatures
from tests.recognition.sources import messages
from tests.recognition.sources.messages import cdevent, changed, in_cloudevent

SECRET = "a-secret-of-tests-and-of-nothing-else"
MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)


def at(hours: int) -> str:
    return (MORNING + timedelta(hours=hours)).isoformat()


def _gitlab() -> list[dict[str, Any]]:
    def change(hours: int, action: str, user: int = 2, **values: Any) -> dict[str, Any]:
        who = {"id": user, "username": f"user{user}"}
        told = {"object_attributes__action": action, "object_attributes__updated_at": at(hours), "user": who}
        return changed(messages.GITLAB_CHANGE, **told, **values)

    def issue(hours: int, action: str) -> dict[str, Any]:
        times = {"object_attributes__closed_at": at(hours) if action == "close" else None}
        return changed(
            messages.GITLAB_ISSUE, object_attributes__action=action, object_attributes__updated_at=at(hours), **times
        )

    revert = {
        "object_attributes__iid": 13, "object_attributes__author_id": 3, "object_attributes__title": 'Revert "Lamp"',
        "object_attributes__description": "This reverts merge request !12", "object_attributes__created_at": at(5),
        "object_attributes__merge_commit_sha": "d" * 40,
    }  # fmt: skip
    return [
        change(0, "approval"), change(1, "approved", 3), change(2, "unapproval", 3),
        change(3, "merge", object_attributes__description="Closes #3"), change(6, "merge", **revert),
        issue(4, "close"), issue(5, "reopen"), issue(7, "close"), messages.GITLAB_DEPLOYMENT,
    ]  # fmt: skip


def _jira() -> list[dict[str, Any]]:
    def told(hours: int, closed: bool) -> dict[str, Any]:
        status = {"statusCategory": {"key": "done" if closed else "new"}}
        log = {
            "field": "resolution",
            "fieldId": "resolution",
            "from": None if closed else "1",
            "to": "1" if closed else None,
        }
        return changed(
            messages.JIRA, timestamp=int((MORNING + timedelta(hours=hours)).timestamp() * 1000),
            issue__fields__status=status, issue__fields__resolutiondate=at(hours) if closed else None,
            issue__fields__resolution={"name": "Done"} if closed else None, changelog={"items": [log]},
        )  # fmt: skip

    again = changed(told(1, closed=True), timestamp=1772449200000)  # from Resolved to Closed
    return [told(1, closed=True), again, told(3, closed=False), told(5, closed=True)]


def _pagerduty() -> list[dict[str, Any]]:
    def told(hours: int, kind: str) -> dict[str, Any]:
        return changed(
            messages.PAGERDUTY,
            event__id=f"E{hours}",
            event__event_type=f"incident.{kind}",
            event__occurred_at=at(hours),
        )

    return [told(1, "resolved"), told(2, "reopened"), told(3, "resolved"), told(4, "reopened"), told(0, "triggered")]


def _cloudevents() -> list[dict[str, Any]]:
    def told(hours: int, kind: str, content: dict[str, Any], custom: dict[str, Any] | None = None) -> dict[str, Any]:
        event = cdevent(kind, content, custom)
        return changed(event, context__id=f"e{hours}", context__timestamp=at(hours))

    service = {"environment": {"id": "production"}, "artifactId": "pkg:oci/lamp@2"}
    ada = {"authors": [{"id": "1", "name": "Ada"}]}
    review = {"reviewer": {"id": "2"}, "decision": "approved"}
    about = {"approves": {"type": "service", "id": "s1", "source": "/ci", "artifact_id": "pkg:oci/lamp@2"}}
    about["approves"] |= {"environment": {"id": "production"}}
    older = service | {"artifactId": "pkg:oci/lamp@1"}
    return [
        told(0, "change.reviewed", {}, review),
        in_cloudevent(told(1, "change.merged", {"repository": {"id": "sea/lighthouse"}}, ada)),
        told(2, "service.deployed", service, ada),
        told(3, "approval.closed", {"responder": {"id": "2"}, "decision": "approved"}, about),
        in_cloudevent(told(4, "service.rolledback", older, {"rolled_back_artifact_id": "pkg:oci/lamp@2"})),
        told(5, "ticket.closed", {"assignees": [{"id": "1"}], "summary": "Lamp"}),
        told(6, "incident.resolved", {"service": {"id": "lamp"}}, ada | {"co_authors": [{"id": "2"}]}),
    ]


STORIES = {"gitlab": _gitlab(), "jira": _jira(), "pagerduty": _pagerduty(), "cloudevents": _cloudevents()}
# Ids of accounts at the source, and of whom in the company they are.
ACCOUNTS = {
    "gitlab": {"1": "ada", "2": "bo", "3": "chen"},
    "jira": {"a:1": "ada"},
    "pagerduty": {"PADA": "ada", "PGRACE": "bo"},
    "cloudevents": {"1": "ada", "2": "bo"},
}


def signed(source: str, body: bytes, secret: str = SECRET, *, now: datetime) -> dict[str, str]:
    """Headers in small letters, as the source signs."""
    made = signatures.hex_of(body, secret)
    match source:
        case "gitlab":
            return {"x-gitlab-token": secret}
        case "jira":
            return {"x-hub-signature": f"sha256={made}"}
        case "pagerduty":
            return {"x-pagerduty-signature": f"v1={made}"}
    return signatures.standard_headers("m1", body, secret, now=now)
