"""The office's page of webhooks and channels of the chat."""

import pytest
from django.urls import reverse
from standardwebhooks import Webhook

from recognition.models import AuditEntry, Endpoint, OutboxMessage, RoleGrant
from recognition.outbox import dispatch
from recognition.sealed import unseal
from tests.recognition.endpoints.receiver import receiving

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("recognition:office_endpoints"), reverse("recognition:office_new_endpoint")
URL = "https://hooks.chat.example/services/T0/B0/very-secret"
SLACK = {"kind": "slack", "name": "#kudos", "url": URL, "events": ["award.given"]}


@pytest.fixture
def admin(seen_by, dina):
    RoleGrant.objects.create(person=dina, role="admin")
    return seen_by(dina)


@pytest.fixture
def auditor(seen_by, eve):
    RoleGrant.objects.create(person=eve, role="auditor")
    return seen_by(eve)


@pytest.fixture
def receiver(settings):
    settings.WEBHOOK_ALLOWED_PRIVATE = ["127.0.0.1"]
    with receiving() as told:
        yield told


def page(endpoint):
    return reverse("recognition:office_endpoint", args=[endpoint.pk])


def act(endpoint, which):
    return reverse("recognition:office_endpoint_act", args=[endpoint.pk, which])


def test_an_address_is_kept_sealed_and_never_shown_again(admin):
    made = admin.post(NEW, SLACK, follow=True)
    endpoint = Endpoint.objects.get()
    assert unseal(endpoint.url) == URL
    assert "very-secret" not in endpoint.url
    for shown in (made, admin.get(page(endpoint)), admin.get(LIST)):
        assert "hooks.chat.example" in shown.content.decode()
        assert "very-secret" not in shown.content.decode()
    assert "very-secret" not in str(list(AuditEntry.objects.values()))


def test_a_secret_is_shown_once(admin, receiver):
    made = admin.post(NEW, {**SLACK, "kind": "webhook", "url": receiver.url}, follow=True)
    assert made.redirect_chain == [(page(Endpoint.objects.get()), 302)]
    assert "no-store" in made["Cache-Control"]
    secret = made.context["secret"]
    endpoint = Endpoint.objects.get()
    assert secret in made.content.decode()
    assert secret not in admin.get(page(endpoint)).content.decode()
    assert secret not in endpoint.secret + str(list(AuditEntry.objects.values()))
    admin.post(act(endpoint, "test"))
    dispatch.work_due()
    ((_path, headers, body),) = receiver.got
    assert Webhook(secret).verify(body, headers)["type"] == "endpoint.test"
    second = admin.post(act(endpoint, "secret"), follow=True).context["secret"]
    assert second.startswith("whsec_")
    assert second != secret
    assert admin.post(act(endpoint, "secret"), follow=True).context["secret"] == ""  # two are the most
    assert 'name="replace"' in admin.get(page(endpoint)).content.decode()
    third = admin.post(act(endpoint, "secret"), {"replace": "on"}, follow=True).context["secret"]
    endpoint.refresh_from_db()
    assert (unseal(endpoint.secret), unseal(endpoint.old_secret)) == (third, secret)
    admin.post(act(endpoint, "drop-secret"))
    assert Endpoint.objects.get().old_secret == ""


def test_the_log_shows_what_was_answered_and_sends_again(admin, auditor, receiver):
    admin.post(NEW, {**SLACK, "kind": "webhook", "url": receiver.url})
    endpoint = Endpoint.objects.get()
    receiver.status, receiver.answer = 410, b"<b>moved away</b>"
    admin.post(act(endpoint, "test"))
    dispatch.work_due()
    shown = auditor.get(page(endpoint)).content.decode()
    assert "410" in shown
    assert "&lt;b&gt;moved away" in shown
    assert "<b>moved away" not in shown
    again = reverse(
        "recognition:office_endpoint_again", args=[endpoint.pk, OutboxMessage.objects.get(channel="webhook").pk]
    )
    assert "switched off" in admin.post(again, follow=True).content.decode()
    admin.post(act(endpoint, "on"))
    receiver.status = 200
    admin.post(again)
    dispatch.work_due()
    assert {headers["webhook-id"] for _path, headers, _body in receiver.got} == {
        f"msg_{OutboxMessage.objects.get(channel='webhook').message_id.hex}"
    }
    assert len(receiver.got) == 2
    assert AuditEntry.objects.filter(verb="endpoint.send_again").exists()


def test_it_is_changed_switched_off_and_removed(admin, badge, company):
    admin.post(NEW, SLACK)
    endpoint = Endpoint.objects.get()
    changed = {"events": ["thanks.given", "award.raised"], "team": "Design", "badge": badge.slug, "url": ""}
    assert admin.post(page(endpoint), changed).status_code == 302
    endpoint.refresh_from_db()
    assert (endpoint.events, endpoint.team.key, unseal(endpoint.url)) == (
        ["award.raised", "thanks.given"], "design", URL,
    )  # fmt: skip
    admin.post(act(endpoint, "off"))
    endpoint.refresh_from_db()
    assert endpoint.off == "by_hand"
    assert "switched off" in admin.get(LIST).content.decode()
    assert "cannot be brought back" in admin.post(act(endpoint, "remove"), follow=True).content.decode()
    assert Endpoint.objects.exists()
    admin.post(act(endpoint, "remove"), {"sure": "on"})
    assert not Endpoint.objects.exists()
    assert admin.get(page(endpoint)).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"url": "http://hooks.chat.example/"}, "url"),
        ({"url": "https://10.0.0.1/"}, "url"),
        ({"url": "https://user:x@hooks.example/"}, "url"),
        ({"url": ""}, "url"),
        ({"url": "https://" + "x" * 2000}, "url"),
        ({"name": ""}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"kind": "pigeon"}, "kind"),
        ({"events": []}, "events"),
        ({"events": ["award.ended"]}, "events"),  # not for a channel
        ({"events": ["award.given", "all"]}, "events"),
        ({"team": "nobody's"}, "team"),
        ({"badge": "none"}, "badge"),
    ],
    ids=range(13),
)
def test_what_cannot_be_is_refused_on_its_field(admin, wrong, field):
    answer = admin.post(NEW, SLACK | wrong)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not Endpoint.objects.exists()


def test_two_have_no_one_name(admin):
    admin.post(NEW, SLACK)
    answer = admin.post(NEW, SLACK)
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"]


def test_auditors_read_and_change_nothing(auditor, admin, seen_by, bo):
    admin.post(NEW, SLACK)
    endpoint = Endpoint.objects.get()
    assert auditor.get(LIST).status_code == auditor.get(page(endpoint)).status_code == 200
    assert auditor.get(NEW).status_code == 403
    assert auditor.post(page(endpoint), {"events": ["thanks.given"]}).status_code == 403
    for which in ("on", "off", "test", "secret", "drop-secret", "remove"):
        assert auditor.post(act(endpoint, which)).status_code == 403
    assert seen_by(bo).get(LIST).status_code == 403


def test_there_are_no_other_acts(admin):
    admin.post(NEW, SLACK)
    assert admin.post(act(Endpoint.objects.get(), "explode")).status_code == 404


def test_nobody_elses_message_is_sent_again(admin):
    admin.post(NEW, SLACK)
    other = OutboxMessage.objects.create(channel="email", destination="bo@plaudit.example", kind="x", dedup_key="x")
    again = reverse("recognition:office_endpoint_again", args=[Endpoint.objects.get().pk, other.pk])
    assert admin.post(again).status_code == 404
