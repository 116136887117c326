"""Outcomes from a spreadsheet: all or nothing, and every problem with its line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from recognition.models import Outcome

pytestmark = pytest.mark.django_db
HEAD = "id,kind,person,at,co_authors,title,lines_added\n"


def load(path, **options):
    said = StringIO()
    call_command("import_outcomes", str(path), stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def sheet(tmp_path, ada, bo):
    def written(text, encoding="utf-8"):
        path = tmp_path / "crm.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return written


def test_a_row_becomes_an_outcome(sheet, ada, bo):
    said = load(sheet(HEAD + 'c-1,case_solved,ada,2026-05-04,bo,"Cranes, again",\n'))
    assert "outcomes: 1 new" in said
    outcome = Outcome.objects.get()
    assert (outcome.source, outcome.kind, outcome.title) == ("csv", "case_solved", "Cranes, again")
    assert set(outcome.people.all()) == {ada, bo}


def test_the_same_file_again_changes_nothing(sheet):
    path = sheet(HEAD + "c-1,case_solved,ada,2026-05-04,,,\n")
    load(path)
    assert "1 unchanged" in load(path)


def test_a_dry_run_keeps_nothing(sheet):
    load(sheet(HEAD + "c-1,case_solved,ada,2026-05-04,,,\n"), dry_run=True)
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("text", [
    "\ufeffid;kind;person;at\nc-1;case_solved;ada;2026-05-04\n",
    "id\tkind\tperson\tat\r\nc-1\tcase_solved\tada\t2026-05-04\r\n",
], ids=["semicolons and a mark", "tabs"])  # fmt: skip
def test_what_spreadsheets_write_is_read(sheet, text):
    assert "1 new" in load(sheet(text))


def test_each_problem_has_its_line_even_after_a_cell_of_several_lines(sheet):
    rows = 'c-1,case_solved,ada,2026-05-04,,"one\ntwo",\nc-2,nothing,ada,2026-05-04,,,\n'
    rows += "c-3,case_solved,nobody,2026-05-04,,,\n"
    with pytest.raises(CommandError) as refused:
        load(sheet(HEAD + rows))
    assert refused.value.returncode == 2
    assert "crm.csv:4: kind" in str(refused.value)
    assert "crm.csv:5" in str(refused.value)
    assert not Outcome.objects.exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "first line"),
        ("id,kind\n", "first line"),
        ("id,id,kind,person,at\n", "first line"),
        (HEAD + "c-1,case_solved,ada,2026-05-04,,,,too much\n", "crm.csv:2: has 8 cells"),
        (HEAD + 'c-1,"case_solved"x,ada\n', "is no CSV"),
    ],
    ids=["empty", "columns missing", "a column twice", "too many cells", "broken quotes"],
)
def test_what_is_no_such_file_is_refused(sheet, text, says):
    with pytest.raises(CommandError, match=says):
        load(sheet(text))


def test_another_encoding_is_refused(sheet):
    with pytest.raises(CommandError, match="not UTF-8"):
        load(sheet(HEAD + "c-1,case_solved,ada,2026-05-04,,Müll,\n", "latin-1"))


def test_a_header_with_a_cell_that_is_too_long_is_refused_by_its_line(sheet):
    with pytest.raises(CommandError, match=r"crm.csv.*1.*is no CSV"):
        load(sheet(f"id,kind,person,at,{'x' * 200_000}\nc-1,case_solved,ada,2026-05-04,\n"))
    assert not Outcome.objects.exists()
