"""Cells of a file that a spreadsheet opens."""

import pytest

from recognition.spreadsheets import as_cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1"])
def test_what_begins_a_formula_is_marked_as_text(text):
    assert as_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Lisbon", "a=b", "", -1, 0.5, None])
def test_everything_else_stays_as_it_is(value):
    assert as_cell(value) == value
