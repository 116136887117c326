"""What people write into titles, descriptions and commit messages: issues, reverts, co-authors."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recognition.deliveries.contract import Account
from recognition.deliveries.reverts import depth_of

# As GitHub's own words for linking an issue: "Fixes #12", "closes owner/repo#12".
_CLOSES = re.compile(
    r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?\s+(?:https://[^\s/]+/)?"
    r"(?P<repository>[\w.-]{1,100}/[\w.-]{1,100})?(?:#|/issues/)(?P<number>\d{1,10})\b",
    re.IGNORECASE,
)
_REVERTS = re.compile(r"^Reverts (?P<repository>[\w.-]{1,100}/[\w.-]{1,100})?#(?P<number>\d{1,10})\s*$", re.MULTILINE)
_REVERTS_COMMIT = re.compile(r"^This reverts commit (?P<sha>[0-9a-f]{40})\b", re.MULTILINE)
_NUMBER_AT_END = re.compile(r'\(#(?P<number>\d{1,10})\)"+(?: \(#\d{1,10}\))?\s*$')
_CO_AUTHOR = re.compile(r"^co-authored-by:\s*(?P<name>[^<\n]{0,200})<(?P<email>[^>\s]{3,254})>\s*$", re.I | re.M)
_NOREPLY = re.compile(r"^(?:(?P<id>\d{1,18})\+)?(?P<login>[\w.\[\]-]{1,100})@users\.noreply\.github\.com$", re.I)
# Assistants that sign as co-authors: tools, and no people.
_ASSISTANTS = ("noreply@anthropic.com", "copilot@github.com", "cursoragent@cursor.com", "noreply@openai.com")
_ASSISTANT_LOGINS = ("copilot", "copilot-swe-agent[bot]", "claude[bot]", "devin-ai-integration[bot]")
LONGEST = 65_536  # GitHub allows no longer description
MOST_CO_AUTHORS = 20


@dataclass(frozen=True, slots=True)
class Revert:
    depth: int  # see deliveries/reverts.py
    takes_back: str  # key of the pull request, or ""


def closed_issue(repository: str, *written: str) -> str:
    """Key of the first issue that the words close; empty without one."""
    for words in written:
        if found := _CLOSES.search(words[:LONGEST]):
            return f"{found['repository'] or repository}#{int(found['number'])}"
    return ""


def revert(repository: str, title: str, body: str) -> Revert | None:
    """Where the title says that it is one. A line in the description alone takes nothing back: nobody reads those."""
    depth = depth_of(title)
    if not depth:
        return None
    if named := _REVERTS.search(body[:LONGEST]):
        return Revert(depth, f"{named['repository'] or repository}#{int(named['number'])}")
    if named := _NUMBER_AT_END.search(title):
        return Revert(depth, f"{repository}#{int(named['number'])}")
    return Revert(depth, "")


def reverted_commits(message: str) -> list[str]:
    """SHA-1s of the commits that a commit takes back."""
    return list(dict.fromkeys(_REVERTS_COMMIT.findall(message[:LONGEST])))


def co_authors(body: str) -> tuple[tuple[Account, ...], bool]:
    """People of the trailers, and whether an assistant is among them."""
    people: list[Account] = []
    assisted = False
    for found in list(_CO_AUTHOR.finditer(body[:LONGEST]))[:MOST_CO_AUTHORS]:
        who = _who(found["name"].strip(), found["email"])
        if found["email"].lower() in _ASSISTANTS or who.login.lower() in _ASSISTANT_LOGINS:
            assisted = True
        elif not who.automated and who not in people:
            people.append(who)
    return tuple(people), assisted


def is_assistant(login: str) -> bool:
    return login.lower() in _ASSISTANT_LOGINS


def _who(name: str, email: str) -> Account:
    """GitHub's own addresses name the account; any other is only what somebody typed."""
    if found := _NOREPLY.match(email):
        login = found["login"]
        return Account(user_id=found["id"] or "", login=login, name=name, automated=login.endswith("[bot]"))
    return Account(email=email, name=name, automated=name.endswith("[bot]"))
