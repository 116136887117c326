"""Webhooks over the API: as in the office, and for services whose token says so."""

from datetime import timedelta

import pytest
from django.utils import timezone
from knox.models import AuthToken

from recognition.actions import endpoints, logins, tokens
from recognition.actions.actors import System
from recognition.models import AuditEntry, DeliveryAttempt, Endpoint, OutboxMessage, Role, RoleGrant
from recognition.sealed import unseal
from tests.recognition.api.conftest import CheckedClient

WEBHOOKS = "/api/v1/webhooks/"
NEW = {"name": "Intranet", "url": "https://hooks.example/in?key=1", "events": ["thanks.given", "award.given"]}


@pytest.fixture
def admin(as_person, dina):
    RoleGrant.objects.create(person=dina, role=Role.ADMIN)
    return as_person(dina)


@pytest.fixture
def auditor(as_person, chen):
    RoleGrant.objects.create(person=chen, role=Role.AUDITOR)
    return as_person(chen)


def service(*scopes, name="build"):
    user = logins.make_service(by=System("test"), name=name)
    _token, secret = tokens.make_for_service(by=System("test"), user=user, name="t", days=1, scopes=scopes)
    client = CheckedClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
    return client


def made(client, **more):
    answer = client.post(WEBHOOKS, NEW | more)
    assert answer.status_code == 201, answer.json()
    return f"{WEBHOOKS}{answer.json()['id']}/", answer


def test_one_is_made_and_its_secret_is_told_once(admin, badge, company):
    address, answer = made(admin, badge="bridge-builder", team="platform")
    told = answer.json()
    assert answer["Location"].endswith(address)
    assert "no-store" in answer["Cache-Control"]
    assert told["secret"].startswith("whsec_")
    stored = Endpoint.objects.get()
    assert (unseal(stored.secret), unseal(stored.url)) == (told["secret"], NEW["url"])
    assert (told["host"], told["active"], told["off"], told["two_secrets"]) == ("hooks.example", True, "", False)
    assert (told["team"], told["badge"], told["events"]) == (
        "platform", "bridge-builder", ["award.given", "thanks.given"],
    )  # fmt: skip
    read = admin.get(address)
    assert read.json() == {name: value for name, value in told.items() if name != "secret"}
    assert "key=1" not in read.content.decode()
    assert AuditEntry.objects.get(verb="endpoint.make").actor == "dina"


def test_a_channel_has_no_secret(admin):
    _address, answer = made(admin, kind="slack", events=["award.given"])
    assert answer.json()["secret"] == ""


def test_the_same_name_twice_makes_one_whatever_key_is_sent(admin):
    made(admin)
    again = admin.post(WEBHOOKS, NEW, headers={"Idempotency-Key": "k"})
    assert (again.status_code, again.json()["errors"][0]["path"]) == (400, "name")
    assert Endpoint.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"url": "http://hooks.example/in"}, "url"),
        ({"url": "https://127.0.0.1/in"}, "url"),
        ({"url": "hooks"}, "url"),
        ({"events": []}, "events"),
        ({"events": ["gossip"]}, "events[0]"),
        ({"kind": "slack", "events": ["award.ended"]}, "events"),
        ({"kind": "pigeon"}, "kind"),
        ({"name": "  "}, "name"),
        ({"team": "nowhere"}, "team"),
        ({"badge": 5}, "badge"),
        ({"secret": "mine"}, "secret"),
    ],
)
def test_what_cannot_be_one_is_refused_with_its_place(admin, wrong, path):
    answer = admin.post(WEBHOOKS, NEW | wrong)
    assert answer.status_code == 400
    assert path in {error["path"] for error in answer.json()["errors"]}
    assert not Endpoint.objects.exists()


def test_what_is_left_out_of_a_change_stays(admin, badge, company):
    address, _answer = made(admin, badge="bridge-builder", team="platform")
    url = Endpoint.objects.get().url
    changed = admin.patch(address, {"events": ["award.ended"], "team": None}).json()
    assert (changed["events"], changed["team"], changed["badge"]) == (["award.ended"], None, "bridge-builder")
    assert Endpoint.objects.get().url == url
    changed = admin.patch(address, {"url": "https://other.example/"}).json()
    assert (changed["host"], changed["events"]) == ("other.example", ["award.ended"])
    assert admin.patch(address, {}).json() == changed
    for wrong in ({"name": "Other"}, {"events": []}, {"url": "ftp://x"}, {"active": "yes"}, {"url": ""}):
        assert admin.patch(address, wrong).status_code == 400, wrong
    assert admin.get(address).json() == changed


def test_it_is_switched_off_and_on(admin):
    address, _answer = made(admin)
    off = admin.patch(address, {"active": False}).json()
    assert (off["active"], off["off"], off["off_since"] is None) == (False, "by_hand", False)
    assert admin.post(f"{address}test/").status_code == 400
    assert admin.patch(address, {"active": True}).json()["off"] == ""


def test_a_change_that_is_refused_changes_nothing_at_all(admin):
    address, _answer = made(admin, kind="slack", events=["award.given"])
    assert admin.patch(address, {"active": False, "events": ["award.ended"]}).status_code == 400
    assert admin.get(address).json()["active"] is True


def test_a_secret_is_followed_by_another(admin):
    address, answer = made(admin)
    renewed = admin.post(f"{address}secret/")
    assert (renewed.status_code, "no-store" in renewed["Cache-Control"]) == (201, True)
    assert renewed.json()["secret"] not in ("", answer.json()["secret"])
    assert admin.get(address).json()["two_secrets"] is True
    assert admin.post(f"{address}secret/").status_code == 400
    assert admin.post(f"{address}secret/drop-earlier/").status_code == 204
    assert admin.get(address).json()["two_secrets"] is False
    assert unseal(Endpoint.objects.get().secret) == renewed.json()["secret"]


def test_a_secret_whose_answer_was_lost_is_replaced_and_the_earlier_one_stays(admin):
    address, answer = made(admin)
    lost = admin.post(f"{address}secret/").json()["secret"]
    renewed = admin.post(f"{address}secret/", {"replace": True})
    assert (renewed.status_code, "no-store" in renewed["Cache-Control"]) == (201, True)
    stored = Endpoint.objects.get()
    assert unseal(stored.old_secret) == answer.json()["secret"]
    assert unseal(stored.secret) == renewed.json()["secret"] != lost
    for wrong in ({"replace": False}, {"replace": "yes"}, {"replaces": True}):
        assert admin.post(f"{address}secret/", wrong).status_code == 400, wrong
    assert unseal(Endpoint.objects.get().secret) == renewed.json()["secret"]


def test_one_is_removed(admin):
    address, _answer = made(admin)
    assert admin.delete(address).status_code == 204
    assert admin.get(address).status_code == 404
    assert admin.delete(address).status_code == 404


def test_a_test_is_sent_once_under_one_key_and_stands_in_the_log(admin, auditor):
    address, _answer = made(admin)
    for replayed in (False, True):
        sent = admin.post(f"{address}test/", headers={"Idempotency-Key": "once"})
        assert (sent.status_code, "Idempotency-Replayed" in sent) == (204, replayed)
    message = OutboxMessage.objects.get()
    DeliveryAttempt.objects.create(message=message, result="retry", status=503, answer="Later.", milliseconds=7)
    [told] = auditor.get(f"{address}deliveries/").json()["results"]
    assert (told["id"], told["event"], told["state"]) == (f"msg_{message.message_id.hex}", "endpoint.test", "waiting")
    assert [(tried["result"], tried["status"], tried["answer"]) for tried in told["attempts"]] == [
        ("retry", 503, "Later.")
    ]
    assert "payload" not in told


def test_the_log_is_of_one_webhook_paged_and_filtered(admin, django_assert_num_queries):
    address, _answer = made(admin)
    other, _answer = made(admin, name="Other")
    mine = Endpoint.objects.get(name="Intranet")
    for number in range(5):
        state = "sent" if number % 2 else "waiting"
        OutboxMessage.objects.create(
            channel="webhook", destination=mine.destination, kind="award.given", state=state, dedup_key=f"d-{number}",
            over_at=timezone.now() - timedelta(days=number) if state == "sent" else None,
        )  # fmt: skip
    assert admin.get(f"{other}deliveries/").json()["results"] == []
    seen, page = [], f"{address}deliveries/?limit=2"
    while page:
        answer = admin.get(page).json()
        seen += answer["results"]
        page = answer["next"]
    assert len({told["id"] for told in seen}) == 5
    assert len(admin.get(f"{address}deliveries/?state=sent").json()["results"]) == 2
    assert admin.get(f"{address}deliveries/?event=endpoint.test").json()["results"] == []
    assert admin.get(f"{address}deliveries/?state=lost").status_code == 400
    with django_assert_num_queries(5):  # the token, the role, the webhook, the messages, their attempts
        admin.get(f"{address}deliveries/")


def test_auditors_read_and_others_not_even_that(auditor, admin, as_person, bo):
    address, _answer = made(admin)
    assert auditor.get(WEBHOOKS).json()["results"][0]["name"] == "Intranet"
    for client, reads in ((auditor, 200), (as_person(bo), 403)):
        for path in (WEBHOOKS, address, f"{address}deliveries/"):
            assert client.get(path).status_code == reads
        assert client.post(WEBHOOKS, {}).status_code == 403
        assert client.patch(address, {"active": False}).status_code == 403
        assert client.delete(address).status_code == 403
        for act in ("test/", "secret/", "secret/drop-earlier/"):
            assert client.post(f"{address}{act}").status_code == 403
    assert admin.get(address).json()["active"] is True


def test_a_service_with_the_scope_looks_after_them_under_its_name(db):
    client = service("webhooks")
    address, _answer = made(client)
    assert client.patch(address, {"active": False}).status_code == 200
    assert client.patch(address, {"active": True}).status_code == 200
    assert client.post(f"{address}test/").status_code == 204
    assert client.get(f"{address}deliveries/").json()["results"] != []
    assert client.delete(address).status_code == 204
    assert set(AuditEntry.objects.filter(object_kind="endpoint").values_list("actor", flat=True)) == {
        "system:service build"
    }


def test_a_service_without_it_opens_none_of_them(db, admin):
    address, _answer = made(admin)
    for client in (service("read"), service("outcomes", name="other")):
        for path in (WEBHOOKS, address, f"{address}deliveries/"):
            assert client.get(path).status_code == 403
        assert client.post(WEBHOOKS, NEW).status_code == 403
        assert client.delete(address).status_code == 403


def test_a_service_whose_token_has_no_scope_opens_none_of_them(db, admin):
    """One from before there were scopes opens all else that services may, and nothing of these."""
    address, _answer = made(admin)
    _token, secret = AuthToken.objects.create(user=logins.make_service(by=System("test"), name="old"))
    client = CheckedClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
    for path in (WEBHOOKS, address, f"{address}deliveries/"):
        assert client.get(path).status_code == 403
    assert client.post(WEBHOOKS, NEW | {"name": "Other"}).status_code == 403
    assert client.patch(address, {"active": False}).status_code == 403
    assert client.delete(address).status_code == 403
    for act in ("test/", "secret/", "secret/drop-earlier/"):
        assert client.post(f"{address}{act}").status_code == 403
    [kept] = Endpoint.objects.all()
    assert (kept.name, kept.off, kept.old_secret) == ("Intranet", "", "")


def test_the_list_asks_as_often_for_many_as_for_few(admin, dina, badge, company, django_assert_max_num_queries):
    for number in range(8):
        endpoints.make(
            by=dina, name=f"Hook {number}", kind="webhook", url=NEW["url"], events=["award.given"], badge=badge,
            team=company["platform"],
        )  # fmt: skip
    with django_assert_max_num_queries(4):
        assert len(admin.get(WEBHOOKS).json()["results"]) == 8
