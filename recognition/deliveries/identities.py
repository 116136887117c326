"""Who an account of a source is: by its id, its login, or an e-mail address that the source has verified.

A login alone never names a person of the directory: somebody else could have taken it. An admin says whose it is, once.
"""

from __future__ import annotations

from django.db.models import Q

from recognition.deliveries.contract import Account
from recognition.models import Person, SourceAccount
from recognition.plain_text import cleaned

State = SourceAccount.State


def account_of(source: str, who: Account) -> SourceAccount | None:
    """The row of this account, made or brought up to date. None where the source says nothing of who it is."""
    told = _Told(who)
    if not (told.user_id or told.login or told.email):
        return None
    row = _known(source, told)
    if row is None:
        _free_login(source, told.login, told.user_id)
        row = SourceAccount(
            source=source, user_id=told.user_id, login=told.login, email=told.email, name=told.name
        )  # fmt: skip
        _decide(row, who)
        row.save(force_insert=True)
        return row
    before = _columns(row)
    if told.login and told.login != row.login:
        _free_login(source, told.login, told.user_id)
        row.login = told.login
    row.user_id = row.user_id or told.user_id
    row.email = told.email if told.email and (who.email_verified or not row.email) else row.email
    row.name = row.name or told.name
    if row.state == State.UNKNOWN:
        _decide(row, who)
    if _columns(row) != before:
        row.save()
    return row


class _Told:
    """As it is kept: bounded, on one line, logins and addresses in small letters."""

    def __init__(self, who: Account) -> None:
        self.user_id = cleaned(who.user_id, 200)
        self.email = cleaned(who.email, 254).lower()
        self.name = cleaned(who.name, 200)
        # A name alone must do where a source knows no more.
        self.login = cleaned(who.login or ("" if self.user_id or self.email else who.name), 200).lower()


def _known(source: str, told: _Told) -> SourceAccount | None:
    rows = SourceAccount.objects.select_related("person").filter(source=source)
    if told.user_id and (row := rows.filter(user_id=told.user_id).first()):
        return row
    if told.login:
        named = rows.filter(login=told.login)
        # Another id under the same name is another account: logins are given away and taken up again.
        if row := (named.filter(user_id="") if told.user_id else named).first():
            return row
    if told.email and not (told.user_id or told.login):
        # Of an account that says more, only where the directory has the address too: what an account says of its own
        # address need not be true, and whoever says so of a colleague's would be taken for them.
        alone = Q(user_id="", login="") | Q(person__email__iexact=told.email)
        return rows.filter(alone, email=told.email).order_by("id").first()
    return None


def _free_login(source: str, login: str, user_id: str) -> None:
    """Who had the login before has another one by now."""
    if login:
        SourceAccount.objects.filter(source=source, login=login).exclude(user_id=user_id).update(login="")


def _decide(row: SourceAccount, who: Account) -> None:
    if who.automated:
        row.state = State.AUTOMATED
    elif who.email_verified and row.email:
        row.person = Person.objects.filter(email__iexact=row.email).first()
        row.state = State.KNOWN if row.person is not None else State.UNKNOWN


def _columns(row: SourceAccount) -> tuple[object, ...]:
    return row.user_id, row.login, row.email, row.name, row.state, row.person_id
