"""From a message under the bell to an e-mail that is sent."""

from datetime import timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import transaction
from django.db.models import CASCADE
from django.utils import timezone

from recognition.actions import digests, nominations, notifications, outbox, people, preferences, thanks
from recognition.actions.actors import System
from recognition.models import Notification, OutboxMessage, Preferences
from recognition.notify import letters
from recognition.outbox import dispatch
from tests.conftest import NOW
from tests.recognition.outbox.moving import moving_clock

pytestmark = pytest.mark.django_db
REASON = "She brought two teams into one room and it worked."
AT_ONCE = {"wanted": ["awards", "words", "seconds", "outcomes"], "ways": {"words": "at_once"}}


@pytest.fixture(autouse=True)
def house(settings):
    settings.SITE_URL = "https://plaudit.example"
    settings.MAIL_ON = True


@pytest.fixture
def shift():
    with moving_clock() as shifted:
        yield shifted


@pytest.fixture
def bo_at_once(bo):
    preferences.choose_messages(by=bo, **AT_ONCE)
    return bo


def thank(by, to):
    return thanks.give(by=by, receiver=to, text="Thank you for the map!")


def test_what_comes_at_once_comes_a_minute_later_in_ones_own_words(ada, bo_at_once, shift):
    thank(ada, bo_at_once)
    assert dispatch.work_due().worked == 0
    shift(60)
    assert dispatch.work_due().results == {"sent": 1}
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["bo@plaudit.example"], "Plaudit: Ada Lindqvist thanked you.")
    assert "https://plaudit.example/people/bo" in sent.body
    assert "Thank you for the map!" not in sent.body + sent.alternatives[0].content
    row = OutboxMessage.objects.get()
    assert sent.extra_headers["Message-ID"] == f"<{row.message_id}@plaudit.example>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.extra_headers["List-Unsubscribe"].startswith("<https://plaudit.example/unsubscribe/")
    assert parseaddr(sent.from_email)[1]


def test_several_within_a_minute_are_one_email_and_the_next_comes_ten_minutes_later(ada, chen, eve, bo_at_once, shift):
    thank(ada, bo_at_once)
    shift(30)
    thank(chen, bo_at_once)
    shift(30)
    dispatch.work_due()
    assert [sent.subject for sent in mail.outbox] == ["Plaudit: 2 messages for you"]
    thank(eve, bo_at_once)
    shift(60)
    assert dispatch.work_due().worked == 0
    shift(540)
    assert dispatch.work_due().results == {"sent": 1}


def test_nothing_joins_an_email_that_was_tried(ada, chen, bo_at_once, shift):
    """Its receiver may have it: what is added now would be a copy that is dropped."""
    thank(ada, bo_at_once)
    OutboxMessage.objects.update(attempts=1)
    thank(chen, bo_at_once)
    assert OutboxMessage.objects.count() == 2


@pytest.mark.parametrize("change", ["withdrawn", "read", "muted", "on the site", "left", "no address", "no mail"])
def test_what_is_not_wanted_any_more_is_not_sent(change, ada, bo_at_once, shift, settings):
    bo, said = bo_at_once, thank(ada, bo_at_once)
    if change == "withdrawn":
        thanks.withdraw(by=ada, thanks=said)
    elif change == "read":
        notifications.mark_all_read(by=bo)
    elif change == "muted":
        preferences.choose_messages(by=bo, wanted=[])
    elif change == "on the site":
        preferences.choose_messages(by=bo, wanted=["words"], ways={"words": "site"})
    elif change == "left":
        people.leave(by=System("test"), person=bo, on=timezone.localdate() - timedelta(days=1))
    elif change == "no address":
        type(bo).objects.filter(pk=bo.pk).update(email=None)
    else:
        settings.MAIL_ON = False
    shift(60)
    assert dispatch.work_due().results == {"moot": 1}
    assert mail.outbox == []


def test_who_gave_gets_no_email_and_who_has_no_address_waits_for_none(ada, bo_at_once):
    type(ada).objects.filter(pk=ada.pk).update(email=None)
    thank(bo_at_once, ada)
    assert not OutboxMessage.objects.exists()
    assert not Notification.objects.filter(for_digest=True).exists()


def test_a_house_without_a_mail_server_puts_nothing(ada, bo_at_once, settings):
    settings.MAIL_ON = False
    thank(ada, bo_at_once)
    assert not OutboxMessage.objects.exists()


def test_the_daily_email_comes_at_eight_of_the_readers_own_day(ada, bo, chen, badge, shift):
    Preferences.objects.create(person=bo, time_zone="Asia/Tokyo", language="de")
    thank(ada, bo)  # 12:00 UTC, 21:00 in Tokyo
    nominations.submit(by=chen, nominee=bo, badge=badge, reason=REASON)
    assert digests.put_due() == 0
    shift(10 * 3600 + 59 * 60)
    assert digests.put_due() == 0
    shift(60)  # 8:00 in Tokyo
    assert [digests.put_due(), digests.put_due()] == [1, 0]
    dispatch.work_due()
    [sent] = mail.outbox
    assert "Ada Lindqvist" in sent.body
    assert '<html lang="de">' in sent.alternatives[0].content
    assert "21:00" in sent.body


def test_there_is_one_a_day_and_none_about_nothing(ada, bo, chen, eve, shift):
    shift(-6 * 3600)
    thank(ada, bo)
    shift(2 * 3600)  # 8:00 UTC
    assert digests.put_due() == 1
    thank(chen, bo)
    for _ in range(23):
        shift(3600)
        assert digests.put_due() == 0
    shift(3600)
    assert digests.put_due() == 1
    thank(eve, bo)
    notifications.mark_all_read(by=bo)
    shift(86_400)
    assert digests.put_due() == 0
    assert not Notification.objects.filter(for_digest=True).exists()


def test_a_worker_that_was_away_in_the_morning_writes_of_the_time_before_eight(ada, bo, chen, shift):
    thank(ada, bo)
    shift(26 * 3600)  # 14:00 of the next day
    thank(chen, bo)
    assert digests.put_due() == 1
    assert len(OutboxMessage.objects.get().payload["notifications"]) == 1


def test_what_was_told_in_between_is_kept_for_the_next_day(ada, bo, chen, shift):
    """A transaction that began before eight may end after the daily e-mail was put."""
    thank(ada, bo)
    shift(21 * 3600)
    assert digests.put_due() == 1
    thank(chen, bo)
    Notification.objects.filter(by=chen).update(at=NOW)
    assert digests.put_due() == 0
    shift(86_400)
    assert digests.put_due() == 1


@pytest.mark.parametrize("zone", ["America/St_Johns", "Pacific/Apia", "Europe/Berlin", "UTC"])
def test_eight_is_eight_in_every_zone_also_when_clocks_change(zone):
    for hours in range(0, 24 * 400, 7):
        now = NOW + timedelta(hours=hours)
        here = digests.eight(now, ZoneInfo(zone))
        assert here.hour == 8
        assert here <= now < here + timedelta(hours=25)


def test_a_name_cannot_write_a_header(ada, bo_at_once, shift):
    type(ada).objects.filter(pk=ada.pk).update(display_name="Ada\r\nBcc: all@example.org")
    thank(ada, bo_at_once)
    shift(60)
    dispatch.work_due()
    assert mail.outbox[0].subject == "Plaudit: Ada Bcc: all@example.org thanked you."
    assert "Bcc" not in mail.outbox[0].message()


def test_a_long_list_is_cut_and_a_name_is_no_html(ada, bo):
    type(ada).objects.filter(pk=ada.pk).update(display_name="<b>Ada</b>")
    ada.refresh_from_db()
    told = [Notification(person=bo, by=ada, kind="thanked", at=NOW) for _ in range(30)]
    letter = letters.write(bo, told, daily=True)
    assert "5 more messages are on the site." in letter.text
    assert letter.html.count("&lt;b&gt;Ada&lt;/b&gt; thanked you.") == 25


def test_history_that_is_told_late_makes_no_email(ada, bo_at_once, badge):
    long_ago = timezone.now() - timedelta(days=30)
    thanks.give(by=ada, receiver=bo_at_once, text="Thank you for the map!", at=long_ago)
    nominations.submit(by=ada, nominee=bo_at_once, badge=badge, reason=REASON, at=long_ago)
    assert not OutboxMessage.objects.exists()
    assert not Notification.objects.exists()


def test_an_email_dies_with_the_act_that_it_tells_of(ada, bo_at_once):
    with transaction.atomic():
        thank(ada, bo_at_once)
        assert OutboxMessage.objects.exists()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


def test_a_person_who_is_deleted_takes_their_emails_along(bo_at_once):
    outbox.put(channel="email", destination="bo", kind="at-once", payload={}, dedup_key="x", person=bo_at_once)
    assert OutboxMessage.person.field.remote_field.on_delete is CASCADE
