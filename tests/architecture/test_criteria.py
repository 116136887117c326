"""Who adds a kind of criterion is told here what else belongs to it."""

import pytest

from scoring.engine.criteria.kinds import KINDS
from tests.architecture.tree import ROOT, text_of, tracked_files

TESTS = ROOT / "tests" / "scoring" / "engine" / "criteria"


def test_every_file_of_a_kind_is_registered():
    files = {path.stem for path in (ROOT / "scoring/engine/criteria/kinds").glob("*.py")} - {"__init__"}
    assert files == set(KINDS)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_says_what_it_means(name):
    assert len(KINDS[name].help.split()) >= 4
    assert KINDS[name].parameters


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_has_a_table_of_examples_and_a_test(name):
    assert f"test_{name}.py" in {path.name for path in (TESTS / "kinds").iterdir()}
    assert "|" in (TESTS / "kinds" / f"{name}.md").read_text()


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_has_a_golden_error(name):
    """A rule with a mistake in this kind, and the text that says so."""
    golden = [path.read_text() for path in sorted((TESTS / "golden").glob("*.txt"))]
    assert any(f".{name}" in text for text in golden)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_is_documented(name):
    documents = [text_of(path) or "" for path in tracked_files() if path.parts[0] == "docs"]
    assert any(f"`{name}`" in text for text in documents)
