"""The worker's part of an import from a page."""

import gzip
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from recognition.actions import imports
from recognition.importing import handed_in, uploads
from recognition.models import AuditEntry, ImportFile, ImportRun, Outcome, Person, Role, RoleGrant
from tests.recognition.importing.conftest import OUTCOMES, PEOPLE


def lines(rows):
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


@pytest.fixture
def dina(dina):
    RoleGrant.objects.create(person=dina, role=Role.ADMIN)
    return dina


@pytest.fixture
def hand_in(dina):
    def upload(**files):
        given = [(name.replace("__", "."), content) for name, content in files.items()]
        return imports.upload(by=dina, files=given, source="git", update_people=False)

    return upload


@pytest.fixture
def small(hand_in):
    return hand_in(people__jsonl=lines(PEOPLE), outcomes__jsonl__gz=gzip.compress(lines(OUTCOMES)))


def worked(run):
    uploads.work_waiting()
    run.refresh_from_db()
    return run


def test_files_are_checked_then_confirmed_then_taken_over(small, dina):
    before = Person.objects.count()
    checked = worked(small)
    assert (checked.state, checked.rows) == ("checked", 5)
    assert checked.counts["people"] == {"new": 3, "updated": 0, "unchanged": 0}
    assert Person.objects.count() == before
    assert not Outcome.objects.exists()
    imports.confirm(by=dina, run=checked)
    done = worked(checked)
    assert done.state == "done"
    assert done.counts["outcomes"]["new"] == 2
    assert Person.objects.count() == before + 3
    assert Outcome.objects.filter(source="git").count() == 2
    assert not ImportFile.objects.exists()
    assert AuditEntry.objects.get(verb="facts.import").actor == "dina"


def test_a_zip_is_taken_over_like_its_files(hand_in, dina):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("facts/people.jsonl", lines(PEOPLE))
        archive.writestr("facts/outcomes.jsonl.gz", gzip.compress(lines(OUTCOMES)))
    run = worked(hand_in(facts__zip=packed.getvalue()))
    assert (run.state, run.counts["outcomes"]["new"]) == ("checked", 2)


def test_each_wrong_row_is_told_with_its_line_and_field(hand_in):
    rows = [PEOPLE[0], {"id": "x y", "display_name": "X"}, {"id": "p9"}]
    run = worked(hand_in(people__jsonl=lines(rows) + b"\xff\n"))
    assert (run.state, run.problem_count) == ("refused", 3)
    told = [(problem["file"], problem["line"], problem["field"]) for problem in run.problems]
    assert told == [("people.jsonl", 2, "id"), ("people.jsonl", 3, "display_name"), ("people.jsonl", 4, "")]
    assert "UTF-8" in run.problems[2]["says"]
    assert not ImportFile.objects.exists()
    assert not Person.objects.filter(key="p1").exists()


def test_what_unpacks_to_too_much_ends_at_the_limit(hand_in, monkeypatch):
    monkeypatch.setattr(handed_in, "MOST_UNPACKED", 2**20)
    monkeypatch.setattr(handed_in, "PIECE", 2**16)
    run = worked(hand_in(people__jsonl__gz=gzip.compress(b" " * 2**24)))
    assert run.state == "refused"
    assert "unpacks to more than 1 MiB" in run.problems[0]["says"]


@pytest.mark.parametrize(
    "broken",
    [gzip.compress(lines(PEOPLE))[:-9], gzip.compress(lines(PEOPLE))[:12] + b"\x00" * 40],
    ids=["end missing", "body of zeros"],
)
def test_a_file_that_was_cut_off_is_told_by_name(hand_in, broken):
    run = worked(hand_in(people__jsonl__gz=broken))
    assert run.state == "refused"
    assert run.problems[0]["file"] == "people.jsonl.gz"


def test_one_name_plain_and_packed_is_refused(hand_in):
    run = worked(hand_in(people__jsonl=lines(PEOPLE), people__jsonl__gz=gzip.compress(lines(PEOPLE))))
    assert run.state == "refused"
    assert "keep one of them" in run.problems[0]["says"]


def test_what_is_known_already_changes_nothing(small, dina, hand_in):
    imports.confirm(by=dina, run=worked(small))
    worked(small)
    again = worked(hand_in(people__jsonl=lines(PEOPLE)))
    assert again.counts["people"] == {"new": 0, "updated": 0, "unchanged": 3}


def test_what_changed_since_the_check_is_refused_and_leaves_nothing(small, dina):
    imports.confirm(by=dina, run=worked(small))
    Person.objects.create(key="p1", display_name="Somebody Else")
    run = worked(small)
    assert run.state == "refused"
    assert not Outcome.objects.exists()


def test_a_worker_that_died_is_followed_by_another_one(small):
    ImportRun.objects.update(state="checking", taken_until=timezone.now() + timedelta(minutes=1))
    assert uploads.work_waiting() == 0
    ImportRun.objects.update(taken_until=timezone.now() - timedelta(minutes=1))
    assert worked(small).state == "checked"


def test_a_fault_of_ours_ends_it_and_is_told(small, monkeypatch):
    def fail(*args, **more):
        raise RuntimeError("disk full")

    monkeypatch.setattr(uploads, "import_directory", fail)
    with pytest.raises(RuntimeError):
        uploads.work_waiting()
    small.refresh_from_db()
    assert small.state == "failed"
    assert "disk full" in small.trouble
    assert not ImportFile.objects.exists()
    assert uploads.work_waiting() == 0


def test_files_that_nobody_decided_about_are_forgotten(small):
    worked(small)
    ImportRun.objects.update(asked_at=timezone.now() - timedelta(days=8))
    assert worked(small).state == "cancelled"
    assert not ImportFile.objects.exists()


def test_rows_are_counted_while_they_are_read(small):
    ImportRun.objects.update(state="checking", taken_until=timezone.now())
    read = uploads._Read(small)
    read("people.jsonl", 1000)
    read("outcomes.jsonl", 1000)
    small.refresh_from_db()
    assert (small.rows_read, small.writing) == (2000, False)
    read.all_of_it()
    read("people.jsonl", 1000)
    small.refresh_from_db()
    assert small.writing


def test_the_worker_writes_in_the_language_of_who_handed_them_in(hand_in):
    with translation.override("de"):
        run = hand_in(people__jsonl=lines([{"display_name": "A"}]))
    assert run.language == "de"
    assert worked(run).problems[0]["says"] == "fehlt"


def _zip(**changes):
    """One file in a zip; `changes` are bytes put over others after it was packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", changes.pop("by", zipfile.ZIP_DEFLATED)) as archive:
        archive.writestr("people.jsonl", lines(PEOPLE))
    content = bytearray(packed.getvalue())
    for at, new in changes.pop("put", {}).items():
        start = content.find(b"PK\x01\x02") + at if at >= 0 else -at
        content[start : start + len(new)] = new
    return bytes(content)


@pytest.mark.parametrize(
    "broken",
    [
        _zip(put={10: b"\x63\x00"}),
        _zip(put={-30: b"perhaps"}),
        _zip(by=zipfile.ZIP_BZIP2, put={-45: b"\xff" * 40}),
        _zip(by=zipfile.ZIP_LZMA, put={-50: b"\xff" * 20}),
    ],
    ids=["packed in a way nobody knows", "two names", "bzip2", "lzma"],
)
def test_a_zip_that_only_the_worker_sees_through_is_refused_with_the_name(hand_in, broken):
    run = worked(hand_in(facts__zip=broken))
    assert (run.state, run.problem_count) == ("refused", 1)
    assert run.problems[0]["file"] == "facts.zip/people.jsonl"
    assert "pack it again" in run.problems[0]["says"]


def test_a_full_disk_is_not_the_fault_of_the_file(hand_in, monkeypatch):
    def full(*args, **more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(handed_in.Path, "open", full)
    hand_in(people__jsonl=lines(PEOPLE))
    with pytest.raises(OSError, match="No space"):
        uploads.work_waiting()
