"""Who is who: names and addresses of one person are one, like an automatic mailmap."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from recognition.plain_text import cleaned
from recognition.sources.git_history.log import Identity

NAME_CHARACTERS = 200
# Known by these exact words, by the ending [bot] or by a hyphen before bot: "Jan Bot" may be a person.
BOT_ENDING = re.compile(r"(\[bot\]|[-_ ]ci|[-_]bot)$", re.IGNORECASE)
BOT_NAMES = frozenset((
    "github", "gitlab", "gerrit", "dependabot", "renovate", "github-actions", "semantic-release", "jenkins",
    "buildbot", "travis", "weblate", "zuul", "snyk", "greenkeeper", "imgbot", "codecov", "allcontributors",
    "mergify", "bors", "homu", "web-flow", "pre-commit",
))  # fmt: skip
AI_NAMES = re.compile(r"^(claude|copilot|github copilot|cursor|codex|devin|gemini|aider|chatgpt)\b", re.IGNORECASE)
AI_MAILS = ("@anthropic.com", "@openai.com", "@cursor.com", "copilot@users.noreply.github.com")
# Addresses that many share: they say nothing about who it is.
SHARED_LOCAL_PARTS = frozenset((
    "noreply", "no-reply", "donotreply", "root", "nobody", "git", "admin", "info", "none", "unknown", "user",
    "you", "test",
))  # fmt: skip


def is_ai(who: Identity) -> bool:
    """A coding assistant named as co-author: a tool, not a person."""
    by_mail = who.mail.lower().endswith(AI_MAILS) and who.mail.lower().startswith(("noreply", "cursoragent", "copilot"))
    return by_mail or (AI_NAMES.match(who.name) is not None and _is_shared(who.mail))


def is_bot(who: Identity) -> bool:
    name = who.name.strip().lower()
    return name in BOT_NAMES or BOT_ENDING.search(name) is not None or "[bot]@" in who.mail.lower()


def _is_shared(mail: str) -> bool:
    local, _, domain = mail.lower().partition("@")
    # 123+name@users.noreply... belongs to one person
    return local in SHARED_LOCAL_PARTS or "." not in domain


@dataclass
class People:
    """Identities in the order in which they are first met; the first one names the person.

    The key stays the same as history grows: it is made of the first name and address, not of the latest.
    """

    _above: dict[Identity, Identity] = field(default_factory=dict)
    _order: dict[Identity, int] = field(default_factory=dict)
    _by_trait: dict[str, Identity] = field(default_factory=dict)

    def add(self, who: Identity) -> None:
        if who in self._above:
            return
        self._above[who] = who
        self._order[who] = len(self._order)
        for trait in _traits(who):
            self._join(self._by_trait.setdefault(trait, who), who)

    def add_all(self, identities: Iterable[Identity]) -> None:
        for identity in identities:
            self.add(identity)

    def first(self, who: Identity) -> Identity:
        """The first identity of the same person."""
        path = []
        while (above := self._above[who]) != who:
            path.append(who)
            who = above
        for identity in path:
            self._above[identity] = who
        return who

    def _join(self, one: Identity, other: Identity) -> None:
        a, b = self.first(one), self.first(other)
        if a != b:
            earlier, later = sorted((a, b), key=self._order.__getitem__)
            self._above[later] = earlier


def _traits(who: Identity) -> list[str]:
    """What makes two identities one person: the address unless it is shared, and the name if it is a full one."""
    traits = []
    mail, name = who.mail.strip().lower(), " ".join(who.name.casefold().split())
    if "@" in mail and not _is_shared(mail):
        traits.append(f"mail {mail}")
    if " " in name and not is_bot(who):
        traits.append(f"name {name}")
    if not traits:
        traits.append(f"both {name} {mail}")
    return traits


def display_name(who: Identity) -> str:
    return cleaned(who.name, NAME_CHARACTERS) or cleaned(who.mail.partition("@")[0], NAME_CHARACTERS) or "unknown"


def person_key(who: Identity) -> str:
    """Readable and stable: the name in plain letters, and six digits of the hash of the address."""
    letters = unicodedata.normalize("NFKD", display_name(who)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60].strip("-") or "person"
    mail = who.mail.strip().lower()
    told = mail if not _is_shared(mail) else f"{who.name.casefold()} {mail}"
    return f"{slug}-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:6]}"
