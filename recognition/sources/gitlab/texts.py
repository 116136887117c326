"""What people write into titles, descriptions and commit messages: issues, reverts, co-authors."""

import re
from dataclasses import dataclass

from recognition.deliveries.contract import Account
from recognition.deliveries.parts import key_of
from recognition.deliveries.reverts import depth_of

MOST_CHARACTERS = 20_000  # of a text; GitLab allows a million, and nobody says it further down
MOST_CO_AUTHORS = 20
# GitLab's own closing pattern: a word, then a reference, also of another project or as an address.
_CLOSING = re.compile(
    r"\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?)[:\s]\s{0,3}(?:issues?\s{1,3})?"
    r"(?P<reference>(?:https?://[^\s/]{1,200}/)?[\w./-]{0,200}#\d{1,12}|https?://[^\s]{1,300}/(?:issues|work_items)/\d{1,12})",
    re.IGNORECASE,
)
_ISSUE_ADDRESS = re.compile(
    r"^https?://[^/]+/(?P<project>.+?)(?:/-)?/(?:issues|work_items)/(?P<number>\d+)$", re.IGNORECASE
)
_REVERTS_CHANGE = re.compile(
    r"^This reverts merge request (?P<project>[\w./-]{0,200})!(?P<number>\d{1,12})", re.MULTILINE
)
_REVERTS_COMMIT = re.compile(r"^This reverts commit (?P<sha>[0-9a-f]{40})\b", re.MULTILINE)
_CO_AUTHOR = re.compile(r"^co-authored-by:\s*(?P<name>[^<\n]{0,200})<(?P<email>[^>\s]{3,190})>\s*$", re.I | re.M)
# Assistants that sign as co-authors: tools, and no people.
_ASSISTANTS = ("noreply@anthropic.com", "copilot@github.com", "cursoragent@cursor.com", "noreply@openai.com")


@dataclass(frozen=True, slots=True)
class Revert:
    depth: int  # see deliveries/reverts.py
    takes_back: str  # key of the merge request, or of its commit, or ""


def closed_issue(project: str, *texts: str) -> str:
    """The first issue that the texts say they close, as `group/project#3`; empty where they name none."""
    for text in texts:
        if (found := _CLOSING.search(text[:MOST_CHARACTERS])) is not None:
            return _issue(project, found["reference"])
    return ""


def revert(project: str, title: str, *texts: str) -> Revert | None:
    """Where the title says that it is one, in the words of GitLab's *Revert* button.

    A line in the description alone takes nothing back: nobody reads those.
    """
    depth = depth_of(title)
    if not depth:
        return None
    for text in texts:
        if (named := _REVERTS_CHANGE.search(text[:MOST_CHARACTERS])) is not None:
            return Revert(depth, key_of(f"{named['project'] or project}!{named['number']}"))
        if shas := reverted_commits(text):
            return Revert(depth, commit_key(project, shas[0]))
    return Revert(depth, "")


def reverted_commits(message: str) -> list[str]:
    """SHA-1s of the commits that a commit takes back."""
    return list(dict.fromkeys(_REVERTS_COMMIT.findall(message[:MOST_CHARACTERS])))


def commit_key(project: str, sha: str) -> str:
    return key_of(f"{project}@{sha}")


def co_authors(*texts: str) -> tuple[tuple[Account, ...], bool]:
    """People of the trailers, each once, and whether an assistant is among them. Anybody may write any address."""
    found = [match for text in texts for match in _CO_AUTHOR.finditer(text[:MOST_CHARACTERS])][:MOST_CO_AUTHORS]
    named = {match["email"].lower(): match["name"].strip() for match in reversed(found)}
    people = [Account(email=email, name=name) for email, name in reversed(named.items()) if email not in _ASSISTANTS]
    return tuple(people), len(people) < len(named)


def _issue(project: str, reference: str) -> str:
    if (address := _ISSUE_ADDRESS.match(reference)) is not None:
        return key_of(f"{address['project']}#{address['number']}")
    if "://" in reference:
        reference = reference.split("/", 3)[-1]
    path, _, number = reference.rpartition("#")
    return key_of(f"{path or project}#{number}")
