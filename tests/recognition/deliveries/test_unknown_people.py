"""Whoever the directory does not know waits in the inbox, and nothing told of them is lost."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from recognition.actions import source_accounts
from recognition.actions.actors import System
from recognition.deliveries.contract import Account
from recognition.deliveries.identities import Accounts
from recognition.models import Delivery, Outcome, SourceAccount, Verification
from tests.recognition.deliveries.conftest import deliver_all
from tests.recognition.deliveries.messages import merged, review, user

pytestmark = pytest.mark.django_db
BY = System("test")


def account_of(source, who):
    return Accounts(source).of(who)


def test_a_change_of_somebody_unknown_waits_for_the_person(accounts, eve):
    deliver_all([merged(12, "stranger", 0), review(12, "octo-bo", 1)])
    assert not Outcome.objects.exists()
    assert Delivery.objects.get(event="pull_request.closed").state == "waiting_for_person"
    source_accounts.link(by=BY, account=SourceAccount.objects.get(login="stranger"), person=eve)
    assert list(Outcome.objects.get().people.all()) == [eve]
    assert Verification.objects.count() == 1
    assert set(Delivery.objects.values_list("state", flat=True)) == {"done"}


def test_of_an_account_that_is_nobody_of_ours_nothing_is_credited(accounts):
    deliver_all([merged(12, "stranger", 0)])
    source_accounts.set_aside(by=BY, account=SourceAccount.objects.get(login="stranger"))
    assert not Outcome.objects.exists()
    assert Delivery.objects.get().state == "done"


def test_that_somebody_is_nobody_can_be_mended(accounts, eve):
    deliver_all([merged(12, "stranger", 0)])
    account = SourceAccount.objects.get(login="stranger")
    source_accounts.set_aside(by=BY, account=account)
    source_accounts.link(by=BY, account=account, person=eve)
    assert list(Outcome.objects.get().people.all()) == [eve]


def test_an_account_is_linked_once(accounts, ada, eve):
    account = SourceAccount.objects.get(login="octo-ada")
    with pytest.raises(ValidationError):
        source_accounts.link(by=BY, account=account, person=eve)


def test_only_admins_say_whose_an_account_is(accounts, ada, eve):
    deliver_all([merged(12, "stranger", 0)])
    with pytest.raises(PermissionDenied):
        source_accounts.link(by=ada, account=SourceAccount.objects.get(login="stranger"), person=eve)


def test_a_known_author_is_credited_while_a_co_author_is_unknown(accounts, ada, eve):
    trailer = "Co-authored-by: E <5+stranger@users.noreply.github.com>"
    deliver_all([merged(12, "octo-ada", 0, body=trailer)])
    assert list(Outcome.objects.get().people.all()) == [ada]
    source_accounts.link(by=BY, account=SourceAccount.objects.get(login="stranger"), person=eve)
    assert set(Outcome.objects.get().people.all()) == {ada, eve}


def test_who_wrote_with_an_automated_account_is_credited_as_author(accounts, ada):
    trailer = f"Co-authored-by: A <{user('octo-ada')['id']}+octo-ada@users.noreply.github.com>"
    deliver_all([merged(12, "build[bot]", 0, body=trailer)])
    assert Outcome.objects.get().contributions.get().is_author


def test_only_a_verified_address_names_a_person(ada):
    said = account_of("x", Account(email=ada.email))
    assert said.person is None
    assert account_of("x", Account(user_id="7", email=ada.email.upper(), email_verified=True)).person == ada


def test_an_account_that_says_it_has_somebodys_address_is_not_taken_for_them(ada, eve):
    strange = account_of("x", Account(user_id="666", login="strange", email=ada.email))
    known = account_of("x", Account(email=ada.email, email_verified=True))
    strange.refresh_from_db()
    assert (known.person, strange.person) == (ada, None)
    source_accounts.link(by=BY, account=strange, person=eve)
    assert account_of("x", Account(email=ada.email)) == known


def test_an_address_alone_finds_the_account_that_has_it_verified(ada):
    known = account_of("x", Account(user_id="7", email=ada.email, email_verified=True))
    assert account_of("x", Account(email=ada.email)) == known


def test_what_somebody_else_changed_meanwhile_is_not_written_back(ada):
    """Rows are read ahead; an erasure that went on meanwhile must not be undone."""
    row = SourceAccount.objects.create(source="x", user_id="7", login="octo", state="known", person=ada)
    told = Account(user_id="7", login="octo", name="Octo")
    ahead = Accounts("x", [told])
    SourceAccount.objects.update(user_id="former/1", login="", email="", person=None)
    ahead.of(told)
    row.refresh_from_db()
    assert (row.user_id, row.login, row.person) == ("former/1", "", None)


def test_a_new_login_of_the_same_id_is_the_same_account(ada):
    first = account_of("x", Account(user_id="7", login="old"))
    assert account_of("x", Account(user_id="7", login="new")) == first
    other = account_of("x", Account(user_id="8", login="old"))
    assert other != first


def test_a_login_without_an_id_is_found_when_the_id_comes(db):
    first = account_of("x", Account(login="Octo"))
    assert account_of("x", Account(user_id="7", login="octo")) == first
    assert account_of("x", Account(login="OCTO")) == first


def test_another_id_does_not_inherit_a_login_that_was_linked(ada):
    SourceAccount.objects.create(source="x", user_id="7", login="octo", state="known", person=ada)
    assert account_of("x", Account(user_id="8", login="octo")).person is None


def test_nobody_at_all_is_no_account(db):
    assert account_of("x", Account()) is None
