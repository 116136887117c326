"""SAML, against an identity provider of our own."""

import base64

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.test import Client

from recognition.models import DirectoryUser, User, UserSession
from tests.recognition.entrance.identity_provider import IdentityProvider, id_of

pytestmark = pytest.mark.django_db
BOMB = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>"""


def come_back(client, answer):
    """As the provider's page sends it, without cookies; then with them."""
    stranger = Client()
    sent = stranger.post("/sign-in/saml/acs", {"SAMLResponse": answer})
    if sent.status_code != 302:
        return sent
    client.cookies["saml-answer"] = stranger.cookies["saml-answer"].value
    return client.get(sent["Location"])


def nothing_is_stored():
    return not (User.objects.exists() or SocialAccount.objects.exists() or UserSession.objects.exists())


def test_a_signed_answer_to_our_request_opens(client, ada, saml):
    asked = id_of(client.get("/sign-in/saml?next=/badges"))
    answer = come_back(client, saml.signed(asked))
    assert (answer.status_code, answer["Location"]) == (302, "/badges")
    assert UserSession.objects.get().way == "saml"
    assert SocialAccount.objects.get().user.person == ada


def test_an_answer_opens_once(client, ada, saml):
    answer = saml.signed(id_of(client.get("/sign-in/saml")))
    come_back(client, answer)
    client.logout()
    assert come_back(client, answer).status_code == 400
    assert "_auth_user_id" not in client.session


def test_only_the_browser_that_asked_gets_in(client, ada, saml):
    answer = saml.signed(id_of(client.get("/sign-in/saml")))
    assert come_back(Client(), answer).status_code == 400


BAD = {
    "unsigned": lambda idp, asked: base64.b64encode(idp.answer(asked).encode()).decode(),
    "forged": lambda idp, asked: IdentityProvider().signed(asked),
    "changed": lambda idp, asked: base64.b64encode(
        base64.b64decode(idp.signed(asked)).replace(b"ada@plaudit.example", b"bo@plaudit.example")
    ).decode(),
    "for-another-site": lambda idp, asked: idp.signed(asked, audience="https://elsewhere.example"),
    "for-no-site": lambda idp, asked: idp.signed(asked, audience=""),
    "expired": lambda idp, asked: idp.signed(asked, valid=-3600),
    "of-another-issuer": lambda idp, asked: idp.signed(asked, issuer="https://other.example"),
    "sent-elsewhere": lambda idp, asked: idp.signed(asked, destination="https://elsewhere.example/acs"),
    "confirms-another-request": lambda idp, asked: idp.signed(asked, confirmed="_other"),
    "a-bomb": lambda idp, asked: base64.b64encode(BOMB).decode(),
    "nested": lambda idp, asked: base64.b64encode(b"<a>" * 20_000 + b"</a>" * 20_000).decode(),
    "no-xml": lambda idp, asked: base64.b64encode(b"hello").decode(),
    "no-base64": lambda idp, asked: "%%%%",
    "not-utf8": lambda idp, asked: base64.b64encode(b"<a>\xff\xfe</a>").decode(),
    "null": lambda idp, asked: "\x00",
    "too-long": lambda idp, asked: "A" * 300_000,
    "empty": lambda idp, asked: "",
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_not_believed_leaves_nothing_behind(client, ada, bo, saml, kind):
    asked = id_of(client.get("/sign-in/saml"))
    sessions = Session.objects.count()
    page = come_back(client, BAD[kind](saml, asked))
    assert page.status_code == 400
    assert "Traceback" not in page.content.decode()
    assert Session.objects.count() == sessions
    assert nothing_is_stored()


def test_an_answer_that_nobody_asked_for_is_refused(client, ada, saml):
    assert come_back(client, saml.signed("_never")).status_code == 400
    assert nothing_is_stored()


def test_other_bodies_are_refused(client, saml):
    for body, kind in [(b"\xff" * 500, "application/json"), (b"[" * 5000, "application/json"), (b"SAMLResponse", "")]:
        assert client.post("/sign-in/saml/acs", body, content_type=kind or "text/plain").status_code == 400
    assert nothing_is_stored()


def test_the_provider_vouches_for_an_address_unless_nobody_has_it(client, ada, saml):
    page = come_back(client, saml.signed(id_of(client.get("/sign-in/saml")), email="stranger@plaudit.example"))
    assert page.status_code == 403
    assert nothing_is_stored()


def test_a_name_for_one_visit_opens_nothing_where_nobody_vouches_for_the_address(client, ada, saml, monkeypatch):
    DirectoryUser.objects.create(person=ada, name="ada@plaudit.example")
    passing = saml.answer(asked := id_of(client.get("/sign-in/saml"))).replace(":persistent", ":transient")
    unverified = (
        '<saml:Attribute Name="email_verified"><saml:AttributeValue>false</saml:AttributeValue></saml:Attribute>'
    )
    before = '<saml:Attribute Name="groups">'
    monkeypatch.setattr(saml, "answer", lambda *_: passing.replace(before, unverified + before))
    assert come_back(client, saml.signed(asked)).status_code == 400
    assert nothing_is_stored()


def test_our_metadata_say_where_answers_go(client, saml):
    page = client.get("/sign-in/saml/metadata").content.decode()
    assert 'Location="http://testserver/sign-in/saml/acs"' in page
    assert "SingleLogoutService" not in page


def test_not_configured_there_is_no_such_door(client, db):
    assert client.get("/sign-in/saml").status_code == 404
    assert client.post("/sign-in/saml/acs", {"SAMLResponse": "x"}).status_code == 404
