import hashlib
from datetime import UTC, datetime

import pytest

from recognition.deliveries.contract import (
    Account,
    ReversalFact,
    UnreadableError,
    VerificationFact,
    VerificationWithdrawn,
)
from recognition.sources.gitlab import texts
from recognition.sources.gitlab.source import GitLab
from tests.recognition.sources.messages import GITLAB_CHANGE, GITLAB_DEPLOYMENT, GITLAB_ISSUE, body, changed

TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)
REVERTS_NINE = "This reverts merge request !9"
GRACE = Account(user_id="2", login="grace", email="grace@plaudit.example", email_verified=True, name="Grace Hopper")


def read(message, **values):
    return GitLab().read({}, body(changed(message, **values)))


def test_a_merged_change_is_an_outcome_of_its_author():
    (fact,) = read(GITLAB_CHANGE).facts
    assert (fact.key, fact.kind, fact.at, fact.area) == ("sea/lighthouse!12", "change_merged", TEN, "sea/lighthouse")
    assert fact.authors == (Account(user_id="1", login="ada", name="Ada Lovelace"),)
    assert (fact.merged_by, fact.root, fact.title) == (GRACE, "", "Turn the lamp")
    assert fact.alias == "sea/lighthouse@" + "c" * 40


def test_an_author_whom_nothing_else_names_is_known_by_number():
    assert read(GITLAB_CHANGE, assignees=[]).facts[0].authors == (Account(user_id="1"),)


@pytest.mark.parametrize(
    ("text", "issue"),
    [("Closes #3", "sea/lighthouse#3"), ("fixed: group/other#44 too", "group/other#44"),
     ("Implements issue #7", "sea/lighthouse#7"),
     ("resolves https://gitlab.example.com/a/b/-/issues/9.", "a/b#9"), ("see #3", ""), ("discloses #3", ""), ("", "")],
)  # fmt: skip
def test_the_issue_that_a_change_closes_is_found(text, issue):
    assert texts.closed_issue("sea/lighthouse", "A title", text) == issue


def test_the_closed_issue_is_the_root_of_the_change_and_of_the_ticket():
    change = read(GITLAB_CHANGE, object_attributes__description="Closes #3").facts[0]
    assert change.root == "sea/lighthouse#3" == read(GITLAB_ISSUE).facts[0].root


@pytest.mark.parametrize("action", ["approved", "approval"])
def test_an_approval_is_a_verification(action):
    reading = read(GITLAB_CHANGE, object_attributes__action=action)
    assert reading.facts == (VerificationFact("sea/lighthouse!12", GRACE, "reviewed", TEN),)


@pytest.mark.parametrize("action", ["unapproved", "unapproval"])
def test_an_approval_taken_back_is_withdrawn(action):
    reading = read(GITLAB_CHANGE, object_attributes__action=action)
    assert reading.facts == (VerificationWithdrawn("sea/lighthouse!12", GRACE, TEN),)
    assert not read(GITLAB_CHANGE, object_attributes__action=action, object_attributes__system=True).facts


@pytest.mark.parametrize(
    ("said", "key"),
    [("This reverts merge request !9", "sea/lighthouse!9"), ("This reverts merge request sea/port!9", "sea/port!9"),
     (f"This reverts commit {'d' * 40}", "sea/lighthouse@" + "d" * 40)],
    ids=["change", "elsewhere", "commit"],
)  # fmt: skip
def test_a_change_that_reverts_another_reverses_it(said, key):
    values = {"object_attributes__title": 'Revert "Lamp"', "object_attributes__description": said}
    merged, reversal = read(GITLAB_CHANGE, **values).facts
    assert merged.kind == "change_reverted"
    assert reversal == ReversalFact(key, "reverted", TEN, by_outcome_key="sea/lighthouse!12")


def test_a_line_in_a_description_alone_takes_nothing_back():
    (merged,) = read(GITLAB_CHANGE, object_attributes__description="This reverts merge request !9").facts
    assert merged.kind == "change_merged"


def test_a_change_that_returns_is_a_change():
    values = {"object_attributes__title": 'Revert "Revert "Lamp""', "object_attributes__description": REVERTS_NINE}
    merged, reversal = read(GITLAB_CHANGE, **values).facts
    assert (merged.kind, reversal.outcome_key) == ("change_merged", "sea/lighthouse!9")


def test_a_pushed_commit_may_take_a_merged_change_back():
    commits = [{"id": "e" * 40, "message": f"Undo\n\nThis reverts commit {'d' * 40}.", "timestamp": TEN.isoformat()}]
    push = {"object_kind": "push", "ref": "refs/heads/main", "project": GITLAB_CHANGE["project"], "commits": commits}
    assert GitLab().read({}, body(push)).facts == (
        ReversalFact("sea/lighthouse@" + "d" * 40, "reverted", TEN, by_outcome_key="sea/lighthouse@" + "e" * 40),
    )
    assert GitLab().read({}, body(push | {"ref": "refs/heads/side"})).ignored
    assert GitLab().read({}, body(push | {"commits": []})).ignored


@pytest.mark.parametrize("action", ["merge", "approved"])
def test_a_change_into_a_side_branch_counts_when_that_is_merged(action):
    assert read(GITLAB_CHANGE, object_attributes__target_branch="side", object_attributes__action=action).ignored


def test_co_authors_are_credited_and_assistants_noted():
    said = "x\n\nCo-authored-by: Zoë <zoe@b.example>\nCo-Authored-By: Claude <noreply@anthropic.com>"
    (fact,) = read(GITLAB_CHANGE, object_attributes__last_commit={"message": said}).facts
    assert fact.co_authors == (Account(email="zoe@b.example", name="Zoë"),)
    assert fact.ai_assisted


@pytest.mark.parametrize("action", ["open", "reopen", "update", "close", None])
def test_a_change_on_its_way_is_nothing_yet(action):
    reading = read(GITLAB_CHANGE, object_attributes__action=action)
    assert reading.ignored
    assert not reading.facts


def test_a_closed_ticket_is_an_outcome_of_whom_it_was_assigned_to():
    (fact,) = read(GITLAB_ISSUE).facts
    assert (fact.key, fact.kind, fact.at) == ("sea/lighthouse#3", "ticket_closed", TEN)
    assert fact.authors == (Account(user_id="1", login="ada"),)


@pytest.mark.parametrize(
    "values", [{"assignees": []}, {"object_attributes__duplicated_to_id": 5}, {"object_attributes__moved_to_id": 5}]
)
def test_closing_a_ticket_without_having_done_it_is_none(values):
    assert read(GITLAB_ISSUE, **values).ignored


def test_a_reopened_ticket_reverses_its_closing():
    reading = read(GITLAB_ISSUE, object_attributes__action="reopen")
    assert reading.facts == (ReversalFact("sea/lighthouse#3", "reopened", datetime(2026, 3, 2, 10, 0, 1, tzinfo=UTC)),)


def test_a_deployment_into_production_is_an_outcome():
    (fact,) = read(GITLAB_DEPLOYMENT).facts
    assert (fact.key, fact.kind, fact.at, fact.root) == ("sea/lighthouse/deployments/15", "service_deployed", TEN, "")


@pytest.mark.parametrize(
    "values",
    [
        {"status": "failed"},
        {"environment": "staging"},
        {"environment_tier": "testing"},
        {"environment": "product-test"},
    ],
    ids=["failed", "staging", "testing", "by name"],
)
def test_other_deployments_are_none(values):
    assert read(GITLAB_DEPLOYMENT, **values).ignored


@pytest.mark.parametrize("login", ["project_5_bot_a1b2", "group_7_bot", "renovate-bot", "dependabot[bot]"])
def test_access_tokens_and_bots_are_automated(login):
    assert read(GITLAB_DEPLOYMENT, user__username=login).facts[0].authors[0].automated


@pytest.mark.parametrize("kind", ["note", "pipeline", "tag_push", "release", "wiki_page", "emoji", "something new"])
def test_other_events_are_acknowledged(kind):
    reading = GitLab().read({}, body({"object_kind": kind}))
    assert reading.ignored
    assert reading.kind == kind


def test_the_secret_is_the_token_or_signs():
    source, now, message = GitLab(), TEN, body(GITLAB_CHANGE)
    assert source.verified({"x-gitlab-token": "s"}, message, ["old", "s"], now=now)
    assert not source.verified({"x-gitlab-token": "S"}, message, ["s"], now=now)
    headers, sample = source.sample("s", now=now)
    del headers["x-gitlab-token"]
    assert source.verified(headers, sample, ["s"], now=now)
    assert not source.verified(headers, sample + b" ", ["s"], now=now)


def test_a_repeated_delivery_keeps_its_id():
    source, message = GitLab(), body(GITLAB_CHANGE)
    assert source.delivery_id({"idempotency-key": "k1", "x-gitlab-event-uuid": "shared"}, message) == "k1"
    assert source.delivery_id({"x-gitlab-event-uuid": "shared"}, message) == hashlib.sha256(message).hexdigest()


@pytest.mark.parametrize(
    ("values", "place"),
    [({"project": None}, "project"), ({"object_attributes": []}, "object_attributes"),
     ({"object_attributes__updated_at": 5.5}, "updated_at"),
     ({"object_attributes__iid": {}}, "iid"), ({"user": "grace"}, "user")],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_gitlab_does_not_send_is_refused_with_its_place(values, place):
    with pytest.raises(UnreadableError, match=place):
        read(GITLAB_CHANGE, **values)
