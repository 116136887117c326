"""Directories of a few rows, written by the test that reads them."""

import gzip
import json

import pytest

from recognition.actions.actors import System
from recognition.importing.problems import ImportRefusedError
from recognition.importing.run import import_directory

PEOPLE = [
    {"id": "p1", "display_name": "Étienne Roux", "team": "t1", "first_seen": "2024-01-02T08:00:00Z"},
    {"id": "p2", "display_name": "Noor Haddad", "team": "t2", "manager": "p1"},
    {"id": "p3", "display_name": "نور", "automated": False},
]
OUTCOMES = [
    {"id": "o1", "kind": "change_merged", "person": "p1", "at": "2025-03-01T10:00:00Z", "area": "docs",
     "lines_added": 6, "lines_deleted": 7, "files": 1, "co_authors": ["p2"], "merged_by": "p3"},
    {"id": "o2", "kind": "incident_resolved", "person": "p2", "at": "2025-03-02T10:00:00Z", "root": "INC-1"},
]  # fmt: skip
ACKNOWLEDGEMENTS = [
    {"outcome": "o1", "from": "p3", "to": "p1", "kind": "reviewed", "at": "2025-03-01T09:00:00Z"},
    {"outcome": "o1", "from": "p1", "to": "p2", "kind": "helped", "at": "2025-03-01T09:00:00Z"},
    {"outcome": "o1", "from": "p1", "to": "p1", "kind": "reported", "at": "2025-03-01T09:00:00Z"},
]


@pytest.fixture
def facts(tmp_path):
    """Write files: `facts(people=[...])`; a row given as bytes is written as it is."""

    def write(*, packed=False, **files):
        for name, rows in files.items():
            lines = [row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() for row in rows]
            content = b"\n".join(lines) + b"\n"
            if packed:
                (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(content))
            else:
                (tmp_path / f"{name}.jsonl").write_bytes(content)
        return tmp_path

    return write


@pytest.fixture
def small(facts):
    return facts(people=PEOPLE, outcomes=OUTCOMES, acknowledgements=ACKNOWLEDGEMENTS)


@pytest.fixture
def load(db):
    """Import a directory as the command does; the summary."""

    def run(directory, **options):
        return import_directory(directory, by=System("test"), **options)

    return run


@pytest.fixture
def problems_of(load):
    """The problems for which an import is refused."""

    def run(directory, **options):
        with pytest.raises(ImportRefusedError) as refused:
            load(directory, **options)
        return refused.value.problems.first

    return run
