"""Merge requests, approvals, and pushes."""

from recognition.deliveries.contract import Fact, OutcomeFact, ReversalFact, VerificationFact, VerificationWithdrawn
from recognition.deliveries.parts import Part, key_of
from recognition.sources.gitlab import texts
from recognition.sources.gitlab.people import account_of, person_of, project_of

_APPROVED = frozenset(("approved", "approval"))
_UNAPPROVED = frozenset(("unapproved", "unapproval"))


def merge_request(message: Part) -> list[Fact] | str:
    change = message.part("object_attributes")
    action, project = change.maybe_word("action"), project_of(message)
    key = key_of(f"{project}!{change.word('iid')}")
    if elsewhere := _elsewhere(message, change.maybe_word("target_branch")):
        return elsewhere
    if action == "merge":
        return _merged(message, change, project, key)
    by = account_of(message.part("user"))
    at = change.moment("updated_at")
    if action in _APPROVED:
        return [VerificationFact(key, by, "reviewed", at)]
    if action in _UNAPPROVED:
        if change.value.get("system") or message.value.get("system"):
            return "GitLab itself took approvals back, and does not say whose."
        return [VerificationWithdrawn(key, by, at)]
    if action == "close":
        return "Closed without being merged."
    return "The change is still on its way."


def _merged(message: Part, change: Part, project: str, key: str) -> list[Fact]:
    title, description, said = change.prose("title"), change.prose("description"), _last_message(change)
    at = change.maybe_moment("merged_at") or change.moment("updated_at")
    revert = texts.revert(project, title, description, said)
    taken_back = revert is not None and revert.depth % 2 == 1
    co_authors, assisted = texts.co_authors(description, said)
    commit = change.maybe_word("merge_commit_sha")
    merged: Fact = OutcomeFact(
        key=key,
        kind="change_reverted" if taken_back else "change_merged",
        at=at,
        authors=(person_of(message, change.word("author_id")),),
        co_authors=co_authors,
        authored_at=change.maybe_moment("created_at"),
        root=texts.closed_issue(project, title, description),
        area=project,
        merged_by=account_of(message.part("user")),
        title=change.title("title"),
        url=change.link("url"),
        ai_assisted=assisted,
        alias=texts.commit_key(project, commit) if commit else "",
    )
    if revert is None or revert.takes_back in ("", key):
        return [merged]
    return [merged, ReversalFact(revert.takes_back, "reverted", at, by_outcome_key=key)]


def push(message: Part) -> list[Fact] | str:
    """Commits alone are no outcomes, merged changes are; but a commit may take a merged one back."""
    project = project_of(message)
    branch = message.maybe_word("ref").removeprefix("refs/heads/")
    if elsewhere := _elsewhere(message, branch):
        return elsewhere
    facts: list[Fact] = []
    for commit in message.parts("commits"):
        by = texts.commit_key(project, commit.word("id"))
        taken_back = [texts.commit_key(project, sha) for sha in texts.reverted_commits(commit.prose("message"))]
        facts += [
            ReversalFact(key, "reverted", commit.moment("timestamp"), by_outcome_key=by)
            for key in taken_back
            if key != by
        ]
    return facts or "A push alone is no outcome: merged changes are."


def _elsewhere(message: Part, branch: str) -> str:
    """Why a change into a side branch does not count: it counts when that branch is merged."""
    default = message.part("project").maybe_word("default_branch")
    return f"It goes into {branch}, not into {default}." if branch and default and branch != default else ""


def _last_message(change: Part) -> str:
    commit = change.maybe_part("last_commit")
    return commit.prose("message") if commit is not None else ""
