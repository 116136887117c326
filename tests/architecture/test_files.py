import re

import pytest

from tests.architecture.tree import text_of, tracked_files

MOST_LINES = 400
BOUNDED = {".py", ".html", ".css", ".js", ".md", ".yaml", ".yml"}
GENERATED = re.compile(r"/migrations/\d{4}_")
VAGUE_NAMES = {"utils", "helpers", "common", "misc"}

# Written in two halves, so that this file does not hold what it looks for.
NEVER_NAMED = {
    "a package registry": [
        "py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)", "crates" + r"\.io",
        "proxy" + r"\.golang",
        "--(extra-)?index" + "-url", "--find" + "-links",
    ],
    "a path of one machine": [r"(?<![\w.~-])/" + r"work/", r"(?<![\w.~-])/" + "root/", r"(?<![\w.~-])/home/" + r"\w+/"],
    "a tool of the workplace": ["farm" + "-studio", "farm" + "-bench", r"\." + "library/", "shared" + " hooks"],
    "work that is left for later": [r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b"],
}  # fmt: skip


def test_no_file_is_longer_than_400_lines():
    too_long = {}
    for path in tracked_files():
        text = text_of(path)
        if path.suffix in BOUNDED and text is not None and not GENERATED.search(str(path)):
            lines = text.count("\n")
            if lines > MOST_LINES:
                too_long[str(path)] = lines
    assert too_long == {}


def test_every_module_has_a_name_that_says_what_it_holds():
    assert [str(path) for path in tracked_files() if path.suffix == ".py" and path.stem in VAGUE_NAMES] == []


@pytest.mark.parametrize("what", NEVER_NAMED)
def test_no_file_names(what):
    pattern = re.compile("|".join(NEVER_NAMED[what]))
    found = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path in tracked_files()
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_error_is_swallowed():
    """`except: pass` hides the one failure that somebody needed to see."""
    silent = re.compile(r"^\s*except[^\n]*:\s*\n\s*(pass|\.\.\.)\s*$", re.MULTILINE)
    assert [str(p) for p in tracked_files() if p.suffix == ".py" and silent.search(text_of(p) or "")] == []
