"""Over real SMTP: a mail server that is down for an hour, that refuses, and that loses its answer."""

import pytest
from django.core.mail.utils import DNS_NAME

from recognition.actions import preferences, thanks
from recognition.models import OutboxMessage
from recognition.outbox import dispatch
from tests.recognition.outbox.mail_server import MailServer, free_port
from tests.recognition.outbox.moving import moving_clock

pytestmark = pytest.mark.django_db
EVERYTHING = ["awards", "words", "seconds", "outcomes"]


@pytest.fixture
def by_smtp(settings, monkeypatch):
    monkeypatch.setattr(DNS_NAME, "_fqdn", "plaudit.example", raising=False)  # else it may be looked up for seconds
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 2
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.SITE_URL, settings.MAIL_ON = "https://plaudit.example", True
    return settings


@pytest.fixture
def three_emails(by_smtp, ada, bo, chen, eve):
    """Ada thanks three colleagues who want to hear of it at once."""
    with moving_clock() as shift:
        for colleague in (bo, chen, eve):
            preferences.choose_messages(by=colleague, wanted=EVERYTHING, ways={"words": "at_once"})
            thanks.give(by=ada, receiver=colleague, text="Thank you for the map!")
        shift(60)
        yield shift


def expected():
    ids = OutboxMessage.objects.values_list("message_id", flat=True)
    return sorted(f"<{message_id}@plaudit.example>" for message_id in ids)


def states():
    return sorted(OutboxMessage.objects.values_list("state", flat=True))


def test_a_server_that_is_down_for_an_hour_loses_no_email(by_smtp, three_emails):
    for _ in range(12):
        assert dispatch.work_due().results.keys() <= {"retry"}
        three_emails(300)
    assert "cannot be reached" in OutboxMessage.objects.exclude(last_error="").first().last_error
    with MailServer(by_smtp.EMAIL_PORT) as server:
        for _ in range(12):
            dispatch.work_due()
            three_emails(300)
        assert sorted(server.ids()) == expected()
        assert sorted(taken["To"] for taken in server.taken) == [
            "bo@plaudit.example", "chen@plaudit.example", "eve@plaudit.example"
        ]  # fmt: skip
    assert states() == ["sent"] * 3


def test_an_answer_that_is_lost_brings_a_second_copy_under_the_same_id(by_smtp, three_emails):
    with MailServer() as server:
        by_smtp.EMAIL_PORT, server.hang_up_after_data = server.port, 1
        for _ in range(5):
            dispatch.work_due()
            three_emails(60)
        assert len(server.ids()) == 4
        assert sorted(set(server.ids())) == expected()
    assert states() == ["sent"] * 3


def test_a_worker_that_is_killed_after_the_server_took_it_sends_it_again_under_the_same_id(
    by_smtp, three_emails, monkeypatch
):
    with MailServer() as server:
        by_smtp.EMAIL_PORT = server.port
        with monkeypatch.context() as killing:
            killing.setattr(dispatch, "_write_down", lambda *_: (_ for _ in ()).throw(SystemExit))
            with pytest.raises(SystemExit):
                dispatch.work_due()
        three_emails(300)
        dispatch.work_due()
        assert len(server.ids()) == 4
        assert sorted(set(server.ids())) == expected()


def test_a_mailbox_that_does_not_exist_is_given_up_and_one_that_is_full_is_tried_again(by_smtp, three_emails):
    with MailServer() as server:
        by_smtp.EMAIL_PORT = server.port
        server.to_receivers = ["550 no such mailbox", "452 mailbox full"]
        assert dispatch.work_due().results == {"refused": 1, "retry": 1, "sent": 1}
        three_emails(120)
        assert dispatch.work_due().results == {"sent": 1}
    assert states() == ["dead", "sent", "sent"]
    assert OutboxMessage.objects.get(state="dead").last_error == "550 no such mailbox"


def test_an_email_is_whole_when_it_arrives(by_smtp, three_emails):
    with MailServer() as server:
        by_smtp.EMAIL_PORT = server.port
        dispatch.work_due(1)
        [taken] = server.taken
    assert taken["Subject"] == "Plaudit: Ada Lindqvist thanked you."
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert taken.get_body(("plain",)).get_content().startswith("Hello Bo Nakamura,")
    assert "<h1>Hello Bo Nakamura,</h1>" in taken.get_body(("html",)).get_content()
