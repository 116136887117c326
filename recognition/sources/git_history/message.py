"""What the text of a commit says: its area, who had a part in it, what it takes back."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from recognition.plain_text import cleaned
from recognition.sources.git_history.log import Identity

# trailer -> kind of acknowledgement; co-authors and fixes are apart
ACKNOWLEDGEMENTS = {
    "reviewed-by": "reviewed",
    "tested-by": "tested",
    "acked-by": "acked",
    "reported-by": "reported",
    "suggested-by": "suggested",
    "helped-by": "helped",
    "mentored-by": "mentored",
}
CO_AUTHOR = "co-authored-by"
FIXES = "fixes"
TRAILERS = (*ACKNOWLEDGEMENTS, CO_AUTHOR, "co-developed-by", FIXES)
# Types of conventional commits say what was done, not where.
TYPES = frozenset((
    "feat", "fix", "docs", "doc", "chore", "refactor", "test", "tests", "ci", "build", "perf", "style",
    "revert", "release", "merge", "wip",
))  # fmt: skip
AREA = re.compile(r"^([A-Za-z0-9][\w./+-]{0,59})(?:\(([\w./+ ,-]{1,60})\))?!?:\s")
REVERTS = re.compile(r"^\s*This reverts commit ([0-9a-f]{7,64})", re.MULTILINE | re.IGNORECASE)
SHA = re.compile(r"^[0-9a-f]{7,64}\b", re.IGNORECASE)
TITLE_CHARACTERS = 300


class Acknowledgement(NamedTuple):
    kind: str
    who: Identity


@dataclass
class Said:
    title: str
    area: str
    acknowledgements: list[Acknowledgement] = field(default_factory=list)
    co_authors: list[Identity] = field(default_factory=list)
    fixes: list[str] = field(default_factory=list)
    reverts: str = ""


def read(message: str) -> Said:
    subject, _, body = message.lstrip().partition("\n")
    taken_back = REVERTS.search(body)
    said = Said(
        title=cleaned(subject, TITLE_CHARACTERS),
        area=_area(subject),
        reverts=taken_back.group(1).lower() if taken_back else "",
    )
    for name, value in _trailers(body):
        if name == FIXES:
            if sha := SHA.match(value):
                said.fixes.append(sha.group(0).lower())
        elif (who := contact(value)) is not None:
            if name in ACKNOWLEDGEMENTS:
                said.acknowledgements.append(Acknowledgement(ACKNOWLEDGEMENTS[name], who))
            else:
                said.co_authors.append(who)
    return said


def contact(text: str) -> Identity | None:
    """`Name <mail>`, with anything after it; None without an address."""
    name, opened, rest = text.partition("<")
    mail, closed, _ = rest.partition(">")
    mail = mail.strip()
    if not opened or not closed or "@" not in mail or len(mail) > 254 or any(c.isspace() for c in mail):
        return None
    return Identity(name.strip().strip('"'), mail)


def _area(subject: str) -> str:
    found = AREA.match(subject)
    if found is None:
        return ""
    first, scope = found.groups()
    if first.lower() in TYPES:
        return (scope or "").strip().lower()
    return first.lower()


def _trailers(body: str) -> list[tuple[str, str]]:
    """Known trailers anywhere in the body, names in lower case; an indented line goes on with the one before."""
    found: list[tuple[str, str]] = []
    open_ = False
    for line in body.split("\n"):
        if open_ and line[:1] in (" ", "\t") and line.strip():
            name, value = found[-1]
            found[-1] = (name, f"{value} {line.strip()}")
            continue
        name, colon, value = line.partition(":")
        open_ = bool(colon) and name.strip().lower() in TRAILERS and not line[:1].isspace()
        if open_:
            found.append((name.strip().lower(), value.strip()))
    return found
