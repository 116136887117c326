"""docs/sources.md says what becomes of every real payload, and says the truth."""

import re
from fnmatch import fnmatchcase

import pytest

from tests.architecture.tree import ROOT
from tests.recognition.deliveries import payloads

ROW = re.compile(r"^\| `([^`]+)` \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)
ROWS = [tuple(part.strip() for part in row) for row in ROW.findall((ROOT / "docs" / "sources.md").read_text())]

pytestmark = pytest.mark.skipif(
    not payloads.FOLDER.is_dir(), reason="the sample payloads are not beside the repository"
)


@pytest.mark.parametrize("directory", payloads.DIRECTORIES)
def test_the_table_tells_what_becomes_of_each_payload(directory):
    for path in payloads.files():
        name = payloads.name_of(path)
        if name.startswith(f"{directory}/"):
            told = [(what, why) for pattern, what, why in ROWS if fnmatchcase(name, pattern)]
            assert told == [payloads.becomes(path)], name


def test_every_row_is_about_a_payload():
    names = [payloads.name_of(path) for path in payloads.files()]
    ours = [pattern for pattern, *_ in ROWS if pattern.split("/")[0] in payloads.DIRECTORIES]
    assert ours
    assert [pattern for pattern in ours if not any(fnmatchcase(name, pattern) for name in names)] == []
