"""imports.upload, imports.confirm, imports.cancel"""

import gzip
import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from recognition.actions import imports
from recognition.models import ImportFile, ImportRun, Role, RoleGrant
from tests.recognition.actions.refused import code_of

PEOPLE = b'{"id": "fin", "display_name": "Fin Amari"}\n'


@pytest.fixture
def dina(dina):
    RoleGrant.objects.create(person=dina, role=Role.ADMIN)
    return dina


def hand_in(by, *files, source="import"):
    return imports.upload(by=by, files=files, source=source, update_people=False)


def zipped(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.jsonl", PEOPLE),
        ("people.jsonl.gz", gzip.compress(PEOPLE, mtime=0)),
        ("facts.zip", zipped(**{"people.jsonl": PEOPLE, "__MACOSX/._people.jsonl": b"x"})),
    ],
)
def test_files_are_kept_until_somebody_decides(dina, name, content):
    run = hand_in(dina, (name, content))
    assert run.state == "waiting"
    assert bytes(ImportFile.objects.get().content) == content
    imports.cancel(by=dina, run=run)
    assert not ImportFile.objects.exists()
    assert ImportRun.objects.get().state == "cancelled"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("people.csv", b"id\n", "the first line must name the columns"),
        ("people.jsonl", b"", "is empty"),
        ("people.jsonl.gz", PEOPLE, "not gzipped"),
        ("facts.zip", b"PK\x03\x04 not really", "no zip file, or a broken one"),
        ("facts.zip", zipped(), "holds no file"),
        ("facts.zip", zipped(notes=b"x"), "no file of the format"),
        ("../people.jsonl", PEOPLE, "no file of the format"),
        ("people\u202e.jsonl", PEOPLE, "no file of the format"),
    ],
)
def test_what_can_be_seen_from_outside_is_refused_at_once(dina, name, content, said):
    with pytest.raises(ValidationError, match=said) as refused:
        hand_in(dina, (name, content))
    assert list(refused.value.message_dict) == ["uploads"]
    assert not ImportRun.objects.exists()


def test_a_locked_zip_is_refused(dina):
    content = bytearray(zipped(**{"people.jsonl": PEOPLE}))
    for place in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
        content[place] |= 1
    with pytest.raises(ValidationError, match="locked with a password"):
        hand_in(dina, ("facts.zip", bytes(content)))


def test_too_much_is_refused(dina, monkeypatch):
    monkeypatch.setattr(imports, "MOST_BYTES", 10)
    with pytest.raises(ValidationError) as refused:
        hand_in(dina, ("people.jsonl", PEOPLE))
    assert code_of(refused) == "too_large"


@pytest.mark.parametrize(("files", "code"), [((), "required"), ((("people.jsonl", PEOPLE),) * 2, "twice")])
def test_no_file_and_one_name_twice_are_refused(dina, files, code):
    with pytest.raises(ValidationError) as refused:
        hand_in(dina, *files)
    assert code_of(refused) == code


@pytest.mark.parametrize("source", ["", "x" * 61, "git\u202e"])
def test_a_source_needs_a_plain_short_name(dina, source):
    with pytest.raises(ValidationError) as refused:
        hand_in(dina, ("people.jsonl", PEOPLE), source=source)
    assert list(refused.value.message_dict) == ["source"]


def test_only_a_few_are_open_at_a_time(dina):
    for _ in range(imports.MOST_WAITING):
        hand_in(dina, ("people.jsonl", PEOPLE))
    with pytest.raises(ValidationError) as refused:
        hand_in(dina, ("people.jsonl", PEOPLE))
    assert code_of(refused) == "waiting"


def test_only_what_was_checked_is_confirmed(dina):
    run = hand_in(dina, ("people.jsonl", PEOPLE))
    with pytest.raises(ValidationError) as refused:
        imports.confirm(by=dina, run=run)
    assert code_of(refused) == "state"


def test_nobody_else_imports(dina, ada):
    with pytest.raises(PermissionDenied):
        hand_in(ada, ("people.jsonl", PEOPLE))
    run = hand_in(dina, ("people.jsonl", PEOPLE))
    for step in (imports.confirm, imports.cancel):
        with pytest.raises(PermissionDenied):
            step(by=ada, run=run)
