"""Pull requests, their reviews, and pushes."""

from __future__ import annotations

from datetime import datetime

from recognition.deliveries.contract import (
    Fact,
    OutcomeFact,
    Reading,
    ReversalFact,
    VerificationFact,
    VerificationWithdrawn,
)
from recognition.sources.github import texts
from recognition.sources.github.fields import (
    Json,
    account,
    moment,
    number,
    optional_number,
    part,
    parts,
    repository,
    text,
)

REVIEWED = "reviewed"


def pull_request_closed(payload: Json) -> Reading:
    change, name = part(payload, "pull_request"), repository(payload)
    if change.get("merged") is not True:
        return Reading(ignored="It was closed without being merged.")
    if elsewhere := _elsewhere(payload, change):
        return Reading(ignored=elsewhere)
    author = account(change, "user")
    if author is None:
        return Reading(ignored="Its author is no longer on GitHub.")
    key, at, title, body = _key(name, change), moment(change, "merged_at"), text(change, "title"), text(change, "body")
    co_authors, assisted = texts.co_authors(body)
    revert = texts.revert(name, title, body)
    taken_back = revert is not None and revert.depth % 2 == 1
    sha = text(change, "merge_commit_sha")
    facts: list[Fact] = [
        OutcomeFact(
            key=key,
            kind="change_reverted" if taken_back else "change_merged",
            at=at,
            authors=(author,),
            co_authors=co_authors,
            authored_at=moment(change, "created_at"),
            root=texts.closed_issue(name, title, body),
            area=name,
            lines_added=optional_number(change, "additions"),
            lines_deleted=optional_number(change, "deletions"),
            files=optional_number(change, "changed_files"),
            merged_by=account(change, "merged_by"),
            title=title,
            url=text(change, "html_url"),
            ai_assisted=assisted or texts.is_assistant(author.login),
            alias=_commit_key(name, sha) if sha else "",
        )
    ]
    if revert is not None and revert.takes_back and revert.takes_back != key:
        facts.append(ReversalFact(revert.takes_back, "reverted", at, by_outcome_key=key))
    return Reading(tuple(facts))


def review_submitted(payload: Json) -> Reading:
    """Approved, or asked for changes after all: of a reviewer the last word counts, as on GitHub."""
    review, change = part(payload, "review"), part(payload, "pull_request")
    state = text(review, "state").lower()
    if state not in ("approved", "changes_requested"):
        return Reading(ignored="A comment confirms nothing.")
    if elsewhere := _elsewhere(payload, change):
        return Reading(ignored=elsewhere)
    reviewer = account(review, "user")
    if reviewer is None:
        return Reading(ignored="The reviewer is no longer on GitHub.")
    key, at = _key(repository(payload), change), moment(review, "submitted_at")
    if state == "approved":
        return Reading((VerificationFact(key, reviewer, REVIEWED, at),))
    return Reading((VerificationWithdrawn(key, reviewer, at),))


def review_dismissed(payload: Json) -> Reading:
    review, change = part(payload, "review"), part(payload, "pull_request")
    reviewer = account(review, "user")
    if reviewer is None:
        return Reading(ignored="The reviewer is no longer on GitHub.")
    if elsewhere := _elsewhere(payload, change):
        return Reading(ignored=elsewhere)
    # GitHub does not say when; the pull request was last changed by it.
    at = max(moment(review, "submitted_at"), moment(change, "updated_at"))
    return Reading((VerificationWithdrawn(_key(repository(payload), change), reviewer, at),))


def pushed(payload: Json) -> Reading:
    """Commits alone are no outcomes, merged pull requests are; but a commit may take a merged one back."""
    name = repository(payload)
    if text(payload, "ref") != f"refs/heads/{text(payload, 'repository.default_branch')}":
        return Reading(ignored="It went to a tag or to another branch than the default one.")
    facts = []
    for commit in parts(payload, "commits"):
        for sha in texts.reverted_commits(text(commit, "message")):
            by = _commit_key(name, text(commit, "id"))
            if _commit_key(name, sha) != by:
                facts.append(
                    ReversalFact(_commit_key(name, sha), "reverted", _pushed_at(payload, commit), by_outcome_key=by)
                )
    if not facts:
        return Reading(ignored="A push alone is no outcome: merged pull requests are.")
    return Reading(tuple(facts))


def _pushed_at(payload: Json, commit: Json) -> datetime:
    if optional_number(payload, "repository.pushed_at") is not None:
        return moment(payload, "repository.pushed_at")
    return moment(commit, "timestamp")


def _key(name: str, change: Json) -> str:
    return f"{name}#{number(change, 'number')}"


def _commit_key(name: str, sha: str) -> str:
    return f"{name}@{sha}"


def _elsewhere(payload: Json, change: Json) -> str:
    """Why a change into a side branch does not count: it counts when that branch is merged."""
    base, default = text(change, "base.ref"), text(payload, "repository.default_branch")
    return f"It goes into {base[:100]}, not into {default[:100]}." if base != default else ""
