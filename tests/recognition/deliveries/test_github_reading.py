"""Any signed JSON leads to facts, to a reason, or to an error that says what is not as GitHub documents it."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st

from recognition.deliveries.contract import Reading, UnreadableError
from recognition.deliveries.reverts import depth_of
from recognition.sources.github.source import GitHub
from recognition.sources.github.texts import closed_issue, co_authors, revert
from tests.recognition.deliveries.messages import issue, merged, push, review, signed

BOX = GitHub()
DEPLOYED = ("deployment_status", {
    "action": "created", "repository": {"full_name": "octo/harbour", "default_branch": "main"},
    "deployment_status": {"state": "success", "created_at": "2026-05-04T09:00:00Z"},
    "deployment": {"id": 5, "environment": "production", "creator": {"login": "octo-ada", "id": 1},
                   "created_at": "2026-05-04T08:00:00Z", "description": None},
})  # fmt: skip
MESSAGES = [
    merged(12, "octo-ada", 0), review(12, "octo-bo", 1), review(12, "octo-bo", 1, "dismissed"), DEPLOYED,
    issue(7, "octo-ada", 0), issue(7, "octo-ada", 1, "reopened"), push("f" * 40, f"This reverts commit {12:040x}.", 5),
]  # fmt: skip
ODD = st.sampled_from([None, True, -1, 2**70, 0.5, "", "x", "\ud800", [], [None], {}, {"login": 3}, "9" * 5000])


def read(message):
    headers, body = signed(*message)
    return BOX.read(headers, body)


def paths(value, here=()):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*here, name)
            yield from paths(inner, (*here, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield (*here, place)
            yield from paths(inner, (*here, place))


@settings(max_examples=100)
@given(st.data())
def test_any_change_of_a_payload_is_read_or_refused(data):
    event, payload = data.draw(st.sampled_from(MESSAGES))
    payload = copy.deepcopy(payload)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(sorted(paths(payload), key=str)))
        holder = payload
        for name in path[:-1]:
            holder = holder[name]
        if data.draw(st.booleans()) and isinstance(holder, dict):
            del holder[path[-1]]
        else:
            holder[path[-1]] = copy.deepcopy(data.draw(ODD))
        if not payload:
            break
    try:
        reading = read((event, payload))
    except UnreadableError:
        return
    assert isinstance(reading, Reading)
    assert bool(reading.facts) != bool(reading.ignored)
    assert all(fact.at.tzinfo is not None for fact in reading.facts)


def test_every_message_of_these_tests_is_read():
    assert all(read(message).facts for message in MESSAGES)


def test_a_change_into_a_side_branch_counts_when_that_is_merged():
    assert "side" in read(merged(12, "octo-ada", 0, base={"ref": "side"})).ignored


def test_a_description_alone_takes_nothing_back():
    reading = read(merged(13, "octo-ada", 0, body="Reverts octo/harbour#12"))
    assert [type(fact).__name__ for fact in reading.facts] == ["OutcomeFact"]
    assert reading.facts[0].kind == "change_merged"


def test_an_assistant_is_no_co_author_and_is_told_of():
    trailers = "Co-authored-by: Claude <noreply@anthropic.com>\nCo-authored-by: Bo <7+octo-bo@users.noreply.github.com>"
    people, assisted = co_authors(f"Words.\n\n{trailers}\n")
    assert assisted
    assert [(who.user_id, who.login) for who in people] == [("7", "octo-bo")]


def test_an_address_that_somebody_typed_is_not_verified():
    (who,), _assisted = co_authors("Co-authored-by: Bo <bo@plaudit.example>")
    assert not who.email_verified


def test_issues_are_found_in_githubs_own_words():
    assert closed_issue("a/b", "Fixes #12") == "a/b#12"
    assert closed_issue("a/b", "resolves: c/d#3") == "c/d#3"
    assert closed_issue("a/b", "Closes https://github.com/c/d/issues/4") == "c/d#4"
    assert closed_issue("a/b", "see #12, prefixes #3") == ""


def test_the_depth_of_a_revert_stands_in_its_title():
    assert revert("a/b", 'Revert "Revert "X (#1)" (#2)"', "").depth == 2
    assert revert("a/b", 'Revert "X (#1)"', "").takes_back == "a/b#1"
    assert revert("a/b", 'Reapply "X"', "Reverts a/b#2").depth == 2
    assert revert("a/b", "Reverting is fun", "Reverts a/b#2") is None


def test_words_of_any_length_are_read_quickly():
    assert co_authors("co-authored-by: " * 100_000) == ((), False)
    assert closed_issue("a/b", "fixes " * 100_000) == ""
    assert revert("a/b", 'Revert "' * 50_000, "").depth == 50_000


def test_a_title_of_any_length_is_gone_over_once():
    class Title(str):
        __slots__ = ()

        def __getitem__(self, _place):
            raise AssertionError("a copy for every step makes it quadratic")

    assert depth_of(Title('Revert "Reapply "' * 50_000)) == 150_000
    assert depth_of("Undo " + 'Revert "' * 50_000) == 0
