"""A repository becomes people, outcomes, verifications and thanks"""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from recognition.models import Contribution, Outcome, Person, Reversal, TeamMembership, Thanks, Verification
from recognition.sources.git_history.log import GitError

BO = "Bo Nakamura <bo@lovelace.example.com>"
CHEN = "Chen Wei <chen@gmail.com>"


def keys():
    return {person.display_name: person.key for person in Person.objects.all()}


def test_a_commit_is_an_outcome_of_its_author_merged_by_its_committer(load, repository):
    sha = repository.commit("net: wifi: mend the roaming\n\nText.", merged_by=BO, text="a\nb\nc\n")
    load(repository)
    outcome = Outcome.objects.get()
    assert (outcome.source, outcome.key, outcome.kind) == ("git", sha, "change_merged")
    assert (outcome.title, outcome.area) == ("net: wifi: mend the roaming", "net")
    assert (outcome.lines_added, outcome.lines_deleted, outcome.files) == (3, 0, 1)
    assert (outcome.contributions.get().person.display_name, outcome.merged_by.display_name) == (
        "Ada Lindqvist", "Bo Nakamura",
    )  # fmt: skip


def test_trailers_are_verifications_thanks_and_co_authors(load, repository):
    repository.commit(
        "Mend the roaming\n\nText: with a colon.\n\n"
        f"reviewed-BY: {BO}\nTested-by: Chen Wei\n <chen@gmail.com>\nAcked-by: nobody without address\n"
        f"Reported-by: {CHEN} (on the list)\nCo-authored-by: Eve Moreau <eve@gmail.com>\n"
    )
    load(repository)
    given = Verification.objects.values_list("verifier__display_name", "kind").order_by("kind")
    assert list(given) == [("Bo Nakamura", "reviewed"), ("Chen Wei", "tested")]
    thanks = Thanks.objects.get()
    assert (thanks.giver.display_name, thanks.receiver.display_name, thanks.kind) == (
        "Ada Lindqvist", "Chen Wei", "reported",
    )  # fmt: skip
    parts = Contribution.objects.values_list("person__display_name", "is_author").order_by("-is_author")
    assert list(parts) == [("Ada Lindqvist", True), ("Eve Moreau", False)]


def test_a_revert_takes_back_and_its_revert_brings_back(load, repository):
    first = repository.commit("Add a door", file="door")
    second = repository.commit(f'Revert "Add a door"\n\nThis reverts commit {first}.', file="door")
    third = repository.commit(f'Reapply "Add a door"\n\nThis reverts commit {second[:10]}.', file="door")
    repository.commit("Other\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.", file="door")
    load(repository)
    assert set(Outcome.objects.filter(root=first).values_list("key", flat=True)) == {first, second, third}
    taken = Reversal.objects.order_by("at").values_list("outcome__key", "by_outcome__key")
    assert list(taken) == [(first, second), (second, third)]


def test_names_and_addresses_of_one_person_are_one(load, repository):
    repository.commit("One")
    repository.commit("Two", by="Ada Lindqvist <ada@home.example.org>")
    repository.commit("Three", by="A. L. <ADA@home.example.org>")
    repository.commit("Four", by="ada <somebody@else.example.net>")
    load(repository)
    assert sorted(keys()) == ["Ada Lindqvist", "ada"]
    assert Contribution.objects.filter(person__display_name="Ada Lindqvist").count() == 3


def test_addresses_that_many_share_join_nobody(load, repository):
    repository.commit("One", by="Ada Lindqvist <noreply@github.com>")
    repository.commit("Two", by="Bo Nakamura <noreply@github.com>")
    repository.commit("Three", by="root <root@localhost>")
    load(repository)
    assert sorted(keys()) == ["Ada Lindqvist", "Bo Nakamura", "root"]
    assert len(set(keys().values())) == 3


def test_the_mailmap_of_the_repository_is_respected_in_trailers_too(load, repository):
    repository.commit("Map", file=".mailmap", text=f"{BO} <old@home.example.org>\n")
    repository.commit("One\n\nReviewed-by: B <old@home.example.org>")
    repository.commit("Two", by="B <old@home.example.org>")
    load(repository)
    assert sorted(keys()) == ["Ada Lindqvist", "Bo Nakamura"]
    assert Verification.objects.get().verifier.display_name == "Bo Nakamura"


def test_keys_are_readable_and_stay_as_history_grows(load, repository):
    repository.commit("One", by="Étienne Ørsted <e@lovelace.example.com>")
    load(repository)
    before = keys()
    assert before["Étienne Ørsted"].startswith("etienne-rsted-")
    repository.commit("Two", by="Étienne Ørsted <new@later.example.com>")
    load(repository)
    assert keys() == before


def test_bots_are_known_as_such_and_assistants_are_no_people(load, repository):
    repository.commit("One\n\nCo-authored-by: Claude <noreply@anthropic.com>")
    repository.commit("Two", by="dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>")
    load(repository)
    assert dict(Person.objects.values_list("display_name", "automated")) == {
        "Ada Lindqvist": False, "dependabot[bot]": True,
    }  # fmt: skip
    assert Outcome.objects.get(title="One").ai_assisted


def test_teams_are_domains_that_two_people_share(load, repository):
    repository.commit("One", by="Ada Lindqvist <ada@gmail.com>")
    repository.commit("Two", by="Ada Lindqvist <ada@dev.lovelace.co.uk>")
    repository.commit("Three", by="Bo Nakamura <bo@lovelace.co.uk>")
    repository.commit("Four", by="Chen Wei <chen@alone.example.net>")
    load(repository)
    teams = dict(Person.objects.values_list("display_name", "team__key"))
    assert teams == {"Ada Lindqvist": "lovelace.co.uk", "Bo Nakamura": "lovelace.co.uk", "Chen Wei": None}
    assert TeamMembership.objects.count() == 2


def test_the_second_time_adds_only_what_is_new(load, repository):
    repository.commit("One")
    assert load(repository).changed
    assert not load(repository).changed
    repository.commit(f"Two\n\nReviewed-by: {BO}")
    summary = load(repository)
    assert (summary.counts["outcomes"].new, summary.counts["outcomes"].unchanged) == (1, 1)


def test_merges_are_left_out(load, repository):
    repository.commit("One")
    repository.git("checkout", "-q", "-b", "side")
    repository.commit("Side", file="b.txt")
    repository.git("checkout", "-q", "main")
    repository.commit("Main")
    repository.git("-c", "user.name=M", "-c", "user.email=m@x", "merge", "-q", "side", "-m", "Merge side")
    load(repository)
    assert sorted(Outcome.objects.values_list("title", flat=True)) == ["Main", "One", "Side"]


def test_since_leaves_out_what_was_before(load, repository):
    repository.commit("Old", at="2020-05-01T00:00:00Z")
    repository.commit("New", at="2024-05-01T00:00:00Z")
    load(repository, since=date(2024, 1, 1))
    assert Outcome.objects.get().title == "New"


def test_commits_of_clocks_that_went_wrong_are_left_out_and_counted(load, repository):
    repository.commit("Epoch", at="1975-01-01T00:00:00Z")
    repository.commit("Far", at="2099-01-01T00:00:00Z")
    repository.commit("Good")
    summary = load(repository)
    assert Outcome.objects.get().title == "Good"
    assert "2 commits left out: dated before 1990 or in the future" in summary.lines()


def test_hostile_text_is_cleaned_and_hurts_nothing(load, repository):
    repository.commit(
        "x" * 10_000 + "\u202e\n\n" + "Reviewed-by: " + "<" * 5000, by="Eve\u202e\x07 M\u0301oreau <eve@x\u202e>"
    )
    repository.commit("Bad\tsubject\x1b[31m red\n\nReviewed-by: \u202eBo <bo@b.example.com>")
    repository.commit("Lines\n\nReviewed-by: L\u2028i\x0bn\x1ce <line@b.example.com>\nTested-by: <empty@b.example.com>")
    load(repository)
    longest, red, _lines = Outcome.objects.order_by("at")
    assert len(longest.title) == 300
    assert red.title == "Bad subject [31m red"
    assert {"Bo", "L i n e", "empty"} <= set(keys())


def test_bytes_that_are_no_text_are_shown_as_such(load, repository):
    repository.commit("One")
    raw = repository.git("cat-file", "commit", "HEAD").encode().replace(b"Ada Lindqvist", b"Ad\xe9 L\xff")
    made = subprocess.run(
        ["git", "-C", str(repository.path), "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        input=raw + b"\n", capture_output=True, check=True,
    )  # fmt: skip
    repository.git("reset", "-q", "--hard", made.stdout.decode().strip())
    load(repository)
    assert Person.objects.get().display_name == "Ad\ufffd L\ufffd"


def test_an_empty_repository_gives_nothing_and_says_so(load, repository):
    summary = load(repository)
    assert not summary.changed
    assert "The repository has no commits." in summary.lines()


def test_the_beginning_of_a_shallow_history_has_no_sizes(load, repository, tmp_path):
    repository.commit("One")
    repository.commit("Two")
    repository.commit("Three")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "2", f"file://{repository.path}", str(tmp_path / "shallow")], check=True
    )
    load(tmp_path / "shallow")
    assert list(Outcome.objects.order_by("at").values_list("title", "files")) == [("Two", None), ("Three", 1)]


def test_a_path_without_a_repository_is_refused(load, tmp_path):
    with pytest.raises(GitError, match="not a git repository"):
        load(tmp_path)
    with pytest.raises(GitError, match="is no directory"):
        load(tmp_path / "nowhere")


def test_without_git_it_says_what_is_missing(load, repository, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GitError, match="git is not installed"):
        load(repository)


def test_a_program_named_in_the_repository_is_not_run(load, repository, tmp_path):
    repository.commit("One")
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\n")
    trap.chmod(0o755)
    for name in ("gpg.program", "diff.external", "core.fsmonitor", "core.pager", "diff.x.textconv"):
        repository.git("config", name, str(trap))
    repository.git("config", "log.showSignature", "true")
    repository.commit("Attributes", file=".gitattributes", text="* diff=x\n")
    sprung.unlink(missing_ok=True)
    load(repository)
    assert Outcome.objects.count() == 2
    assert not sprung.exists()


def test_the_history_of_this_repository_loads(load):
    root = Path(__file__).parents[4]
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    assert load(root).counts["outcomes"].new > 0
