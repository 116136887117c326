"""Who an account of a source is: by its id, its login, or an e-mail address that the source has verified.

A login alone never names a person of the directory: somebody else could have taken it. An admin says whose it is, once.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from recognition.deliveries.contract import Account
from recognition.models import Person, SourceAccount
from recognition.plain_text import cleaned

State = SourceAccount.State


class Accounts:
    """The accounts that some messages name, each asked for once. Who is among them is read ahead, by their ids."""

    def __init__(self, source: str, named: Iterable[Account] = ()) -> None:
        self.source = source
        # Of whom it is known only now whose they are, or that they are automated; by their ids here.
        self.decided: set[int] = set()
        self._found: dict[Account, SourceAccount | None] = {}
        ids = {told.user_id for told in map(_Told, named) if told.user_id}
        rows = SourceAccount.objects.filter(source=source, user_id__in=ids) if ids else ()
        self._ahead = {row.user_id: row for row in rows}

    def of(self, who: Account) -> SourceAccount | None:
        """The row of this account, made or brought up to date. None where the source says nothing of who it is."""
        if who not in self._found:
            self._found[who] = self._of(who)
        return self._found[who]

    def _of(self, who: Account) -> SourceAccount | None:
        told = _Told(who)
        if not (told.user_id or told.login or told.email):
            return None
        row = self._ahead.get(told.user_id) or _known(self.source, told)
        if row is None:
            self._free_login(told)
            row = SourceAccount(
                source=self.source, user_id=told.user_id, login=told.login, email=told.email, name=told.name,
                email_verified=told.email_verified,
            )  # fmt: skip
            _decide(row, who)
            row.save(force_insert=True)
            return self._remember(row)
        before, state = _columns(row), row.state
        if told.login and told.login != row.login:
            self._free_login(told)
            row.login = told.login
        row.user_id = row.user_id or told.user_id
        if told.email_verified or not row.email:
            row.email = told.email or row.email
            row.email_verified = told.email_verified
        row.name = row.name or told.name
        if row.state == State.UNKNOWN:
            _decide(row, who)
        if changed := [name for name, value in _columns(row).items() if value != before[name]]:
            row.save(update_fields=changed)  # the others as they are by now: the row was read ahead
        if row.state != state:
            self.decided.add(row.pk)
        return self._remember(row)

    def _remember(self, row: SourceAccount) -> SourceAccount:
        if row.user_id:
            self._ahead[row.user_id] = row
        return row

    def _free_login(self, told: _Told) -> None:
        """Who had the login before has another one by now."""
        if not told.login:
            return
        others = SourceAccount.objects.filter(source=self.source, login=told.login).exclude(user_id=told.user_id)
        others.update(login="")
        for row in self._ahead.values():
            if row.login == told.login and row.user_id != told.user_id:
                row.login = ""


class _Told:
    """As it is kept: bounded, on one line, logins and addresses in small letters."""

    def __init__(self, who: Account) -> None:
        self.user_id = cleaned(who.user_id, 200)
        self.email = cleaned(who.email, 254).lower()
        self.email_verified = who.email_verified and bool(self.email)
        self.name = cleaned(who.name, 200)
        # A name alone must do where a source knows no more.
        self.login = cleaned(who.login or ("" if self.user_id or self.email else who.name), 200).lower()


def _known(source: str, told: _Told) -> SourceAccount | None:
    rows = SourceAccount.objects.filter(source=source)
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


def _decide(row: SourceAccount, who: Account) -> None:
    if who.automated:
        row.state = State.AUTOMATED
    elif row.email_verified:
        row.person = owner_of(row)
        row.state = State.KNOWN if row.person is not None else State.UNKNOWN


def owner_of(row: SourceAccount) -> Person | None:
    """Who of ours has the address that the source has verified."""
    return Person.objects.filter(email__iexact=row.email).first() if row.email_verified and row.email else None


def _columns(row: SourceAccount) -> dict[str, object]:
    names = ("user_id", "login", "email", "email_verified", "name", "state", "person_id")
    return {name: getattr(row, name) for name in names}
