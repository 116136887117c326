"""Who an event speaks of, and of which project."""

import re

from recognition.deliveries.contract import Account
from recognition.deliveries.parts import Part, somebody

# Access tokens act as users with such names; GitLab marks no other way that nobody stands behind them.
_BOT = re.compile(r"^(?:project|group)_\d+_bot|[-_]bot$|\[bot\]$", re.IGNORECASE)


def project_of(message: Part) -> str:
    return message.part("project").word("path_with_namespace")


def person_of(message: Part, user_id: str) -> Account:
    """GitLab names the author by number only; whoever else is in the message may be the same person."""
    user = message.maybe_part("user")
    people = [*([user] if user is not None else []), *message.parts("assignees"), *message.parts("reviewers")]
    for person in people:
        if person.maybe_word("id") == user_id:
            return account_of(person)
    return Account(user_id=user_id)


def account_of(person: Part) -> Account:
    """The address is the public one, which GitLab takes only from an owner who confirmed it; else `[REDACTED]`."""
    login, email = person.maybe_word("username"), person.maybe_word("email")
    known = "@" in email
    account = Account(
        user_id=person.maybe_word("id"),
        login=login,
        email=email if known else "",
        email_verified=known,
        name=person.title("name"),
        automated=bool(_BOT.search(login)),
    )
    return somebody(person, account)
