"""Which organisation an address belongs to: its registrable domain, shared by at least two people."""

import re

# Second levels under which a country's registry gives out names: example.co.uk, example.com.br.
SECOND_LEVELS = frozenset((
    "ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "ltd", "ne", "net", "nom", "or", "org", "plc", "sch",
))  # fmt: skip
# Mail for everybody, and communities: they say nothing about an employer or a team.
FREE = frozenset((
    "gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "ymail", "rocketmail", "icloud", "me",
    "mac", "aol", "proton", "protonmail", "pm", "gmx", "web", "mail", "yandex", "qq", "163", "126", "foxmail",
    "sina", "fastmail", "posteo", "mailbox", "zoho", "hey", "tutanota", "riseup", "free", "orange", "laposte",
    "wanadoo", "t-online", "freenet", "comcast", "naver", "daum", "hanmail", "rambler", "inbox", "bk", "list",
    "libero", "virgilio", "seznam", "wp", "o2", "op", "onet", "noreply", "github", "gitlab", "users", "kernel",
    "debian", "gnu", "apache", "fsf", "acm", "ieee", "mailinator", "duck", "localhost", "example",
))  # fmt: skip
DOMAIN = re.compile(r"^[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?$")
TEAM_OF_AT_LEAST = 2


def domain_of(mail: str) -> str | None:
    """The registrable domain, or None for free mail, communities and addresses that are none."""
    host = mail.rpartition("@")[2].strip().lower().rstrip(".")
    labels = host.split(".")
    if not DOMAIN.match(host) or "" in labels or len(labels) < 2 or host.replace(".", "").isdigit():
        return None
    own = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVELS else 2
    if len(labels) < own or labels[-own] in FREE or labels[-1] in ("local", "localdomain", "lan", "invalid", "test"):
        return None
    return ".".join(labels[-own:])
