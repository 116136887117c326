"""Objects of GitHub's REST API as the messages that would have told of them: pulls, reviews, issues."""

from __future__ import annotations

import re

from recognition.sources.github.fields import Json, text

Message = tuple[dict[str, str], Json]
_OF_A_PULL = re.compile(r"/repos/(?P<name>[^/]+/[^/]+)/pulls/(?P<number>\d+)$")
_OF_A_REPOSITORY = re.compile(r"/repos/(?P<name>[^/]+/[^/]+)$")


def messages_of(item: Json) -> list[Message] | None:
    """None where it is no object of the API that is known here; an empty list where nothing is told of it."""
    if isinstance(item.get("base"), dict) and "merged_at" in item:
        return _pull(item)
    if "submitted_at" in item and (of := _OF_A_PULL.search(text(item, "pull_request_url"))):
        return _review(item, of["name"], int(of["number"]))
    if "state_reason" in item and (of := _OF_A_REPOSITORY.search(text(item, "repository_url"))):
        return _issue(item, of["name"])
    return None


def _pull(item: Json) -> list[Message]:
    """The list of pulls leaves out `merged`; the single one has the sizes, too."""
    if not item["merged_at"]:
        return []
    repository = item["base"].get("repo")
    payload = {"action": "closed", "repository": repository, "pull_request": item | {"merged": True}}
    return [({"x-github-event": "pull_request"}, payload)]


def _review(item: Json, name: str, number: int) -> list[Message]:
    """A review does not say into which branch its change went: if that was not the default one, no outcome is told of
    it, and the word stays without effect."""
    dismissed = text(item, "state").upper() == "DISMISSED"
    payload = {
        "action": "dismissed" if dismissed else "submitted",
        "repository": {"full_name": name, "default_branch": "-"},
        "review": item,
        "pull_request": {"number": number, "base": {"ref": "-"}, "updated_at": item["submitted_at"]},
    }
    return [({"x-github-event": "pull_request_review"}, payload)]


def _issue(item: Json, name: str) -> list[Message]:
    """The list of issues holds pull requests as well: those are told of as such."""
    if "pull_request" in item or not item.get("closed_at") or text(item, "state") != "closed":
        return []
    return [({"x-github-event": "issues"}, {"action": "closed", "repository": {"full_name": name}, "issue": item})]
