"""What somebody typed after `/recognise`, read: whom it names, and what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

# As Slack writes them: <@U123|name>, <#C123|channel>, <https://host/path|words>, <mailto:a@b|a@b>, <!here>.
_MENTION = re.compile(r"<@(?P<account>[A-Z0-9]{1,40})(?:\|(?P<name>[^<>|]{0,100}))?>")
_MARKED = re.compile(r"<(?P<mark>[@#!]?)(?P<target>[^<>|]{0,2000})(?:\|(?P<label>[^<>|]{0,2000}))?>")
_QUOTED = re.compile(r'["“„](?P<name>[^"“”„]{1,200})["”“]\s*')
_BADGE = re.compile(r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*):(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Said:
    """`account` is of the chat, where a mention named one; `name` is what was typed of a person.

    `badge` is the slug before a colon; "" for thanks.
    """

    account: str
    name: str
    badge: str
    words: str


def read(text: str) -> Said | None:
    """None where nobody is named: an empty line, or a cry for help."""
    text = text.replace("\x00", "").strip()
    if not text or text.casefold().lstrip("-/") in ("help", "hilfe", "?"):
        return None
    account, name, rest = _who(text)
    rest = _plain(rest).strip()
    found = _BADGE.match(rest)
    badge = found["slug"] if found else ""
    return Said(account, name, badge, rest[found.end() :].strip() if found else rest)


def _who(text: str) -> tuple[str, str, str]:
    """Account, name, and what follows."""
    if mention := _MENTION.match(text):
        return mention["account"], mention["name"] or "", text[mention.end() :]
    if quoted := _QUOTED.match(text):
        return "", _plain(quoted["name"]).strip(), text[quoted.end() :]
    if marked := _MARKED.match(text):  # an e-mail address, of which Slack makes a link
        return "", _plain(marked[0]).removeprefix("mailto:").lstrip("@"), text[marked.end() :]
    first, _space, rest = text.partition(" ")
    return "", _plain(first).lstrip("@").rstrip(","), rest


def _plain(text: str) -> str:
    """Without the marks of the chat: people read these words on pages."""
    return _unescaped(_MARKED.sub(_as_words, text))


def _as_words(marked: re.Match[str]) -> str:
    said = marked["label"] or marked["target"].removeprefix("mailto:")
    return f"{marked['mark']}{said}" if marked["mark"] in ("@", "#") else said


def _unescaped(text: str) -> str:
    """Slack escapes these three and nothing else."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
