"""Whom a sign-in is taken for, whatever protocol brought it."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError

from recognition.actions import company_logins, directory_tokens, logins
from recognition.actions.actors import System
from recognition.entrance.company import Identity
from recognition.models import User
from tests.recognition.directory.provisioning import Provider

pytestmark = pytest.mark.django_db


def come(subject, email="", issuer="https://idp.example"):
    identity = Identity("openid", issuer, subject, email, None)
    extra = {"issuer": issuer, "subject": subject}
    account = SocialAccount(provider="openid", uid=identity.uid, extra_data=extra)
    known = SocialAccount.objects.filter(provider="openid", uid=identity.uid).first()
    return company_logins.recognise(account=known or account, identity=identity).person


def test_the_directorys_own_id_says_who_it_is_though_it_has_capitals(ada, bo, client):
    _token, secret = directory_tokens.make(by=System("test"), name="okta", days=1)
    Provider(client, secret).create("ada", externalId="00u1A2b3C")
    assert come("00u1A2b3C", "bo@plaudit.example") == ada


def test_an_address_that_was_given_out_again_opens_nothing_of_who_had_it(ada):
    assert come("sub-1", "ada@plaudit.example") == ada
    with pytest.raises(ValidationError, match="belongs to ada already"):
        come("sub-2", "ada@plaudit.example")
    assert SocialAccount.objects.count() == User.objects.count() == 1
    assert come("sub-1", "ada@plaudit.example") == ada


def test_who_has_a_new_account_gets_in_once_the_old_login_is_taken_away(ada):
    come("sub-1", "ada@plaudit.example")
    logins.unlink(by=System("terminal"), person=ada)
    assert come("sub-2", "ada@plaudit.example") == ada


def test_another_provider_brings_other_accounts_of_the_same_people(ada):
    come("sub-1", "ada@plaudit.example")
    assert come("sub-1", "ada@plaudit.example", issuer="https://new.example") == ada


def test_where_the_address_is_the_account_it_may_change(ada):
    come("ada@plaudit.example", "ada@plaudit.example")
    ada.email = "lovelace@plaudit.example"
    ada.save()
    assert come("lovelace@plaudit.example", "lovelace@plaudit.example") == ada
