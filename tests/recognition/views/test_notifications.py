"""What somebody was told, and the bell."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from recognition.models import Notification
from recognition.notify.kinds import KINDS

pytestmark = pytest.mark.django_db
PAGE = reverse("recognition:notifications")


@pytest.fixture
def tell(badge):
    def one(to, kind="nominated", **more):
        fields = {"badge": badge, "subject": "n-1"} | more
        return Notification.objects.create(person=to, kind=kind, **fields)

    return one


def test_it_says_in_a_sentence_what_happened(seen_by, tell, ada, bo):
    tell(bo, by=ada)
    tell(bo, "award_given", about=bo, data={"tier": "gold"})
    page = seen_by(bo).get(PAGE).content.decode()
    assert "Ada Lindqvist nominated you for Bridge Builder." in page
    assert "Bridge Builder in gold is yours." in page


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_has_a_sentence_and_leads_somewhere(name, tell, ada, bo, chen):
    told = tell(
        bo,
        name,
        by=ada,
        about=chen,
        subject="7",
        data={"title": "Closed 100% of it", "endpoint": "Intranet", "tier": ""},
    )
    words = KINDS[name].words(told)
    assert words
    assert "%(" not in words
    assert KINDS[name].leads_to(told).startswith("/")
    with_tier = tell(bo, name, by=ada, about=chen, data={"title": "Closed", "endpoint": "Intranet", "tier": "gold"})
    assert "%(" not in KINDS[name].words(with_tier)


def test_nobody_sees_messages_of_others(seen_by, tell, ada, bo):
    told = tell(bo, by=ada)
    assert "nominated you" not in seen_by(ada).get(PAGE).content.decode()
    assert seen_by(ada).post(reverse("recognition:notification_read", args=[told.pk])).status_code == 404
    assert seen_by(ada).get(reverse("recognition:notification_follow", args=[told.pk])).status_code == 404
    assert Notification.objects.get().read_at is None


def test_the_bell_counts_up_to_nine(seen_by, tell, ada, bo):
    client = seen_by(bo)
    assert "unread</span>" not in client.get(PAGE).content.decode()
    tell(bo, by=ada)
    assert "Notifications: 1 unread" in client.get(PAGE).content.decode()
    for _ in range(9):
        tell(bo, by=ada)
    page = client.get(PAGE).content.decode()
    assert ">9+<" in page
    assert "more than 9 unread" in page


def test_following_a_message_reads_it_and_goes_where_it_leads(seen_by, tell, ada, bo):
    told = tell(bo, by=ada, subject="n-42")
    address = reverse("recognition:notification_follow", args=[told.pk])
    client = seen_by(bo)
    assert f'<a href="{address}">' in client.get(PAGE).content.decode()
    answer = client.get(address)
    assert answer["Location"] == "/nominations/n-42"
    assert "no-store" in answer["Cache-Control"]
    told.refresh_from_db()
    first = told.read_at
    assert first is not None
    client.get(address)
    told.refresh_from_db()
    assert told.read_at == first


def test_a_browser_that_fetches_ahead_reads_nothing(seen_by, tell, ada, bo):
    told = tell(bo, by=ada)
    address = reverse("recognition:notification_follow", args=[told.pk])
    seen_by(bo).get(address, headers={"sec-purpose": "prefetch;prerender"})
    seen_by(bo).head(address)
    assert Notification.objects.get().read_at is None


def test_looking_at_the_page_reads_nothing(seen_by, tell, ada, bo):
    tell(bo, by=ada)
    seen_by(bo).get(PAGE)
    assert Notification.objects.filter(read_at=None).count() == 1


def test_one_is_marked_as_read_and_its_row_comes_back_with_a_fresh_bell(seen_by, tell, ada, bo):
    told, _other = tell(bo, by=ada), tell(bo, by=ada)
    part = seen_by(bo).post(reverse("recognition:notification_read", args=[told.pk]), headers={"hx-request": "true"})
    content = part.content.decode()
    assert f'id="message-{told.pk}"' in content
    assert "message--unread" not in content
    assert 'hx-swap-oob="true"' in content
    assert "Notifications: 1 unread" in content


def test_without_a_script_marking_one_leads_back_to_the_list(seen_by, tell, ada, bo):
    told = tell(bo, by=ada)
    client, back = seen_by(bo), f"{PAGE}?show=unread"
    answer = client.post(reverse("recognition:notification_read", args=[told.pk]), {"next": back})
    assert answer["Location"] == back


def test_marking_all_as_read_offers_to_undo_it(seen_by, tell, ada, bo):
    for _ in range(2):
        tell(bo, by=ada)
    client = seen_by(bo)
    page = client.post(reverse("recognition:notifications_read"), follow=True).content.decode()
    assert not bo.notifications.filter(read_at=None).exists()
    [undo] = [line for line in page.split('action="') if line.startswith("/notifications/unread")]
    address = undo.split('"')[0].replace("&amp;", "&")
    assert "2 messages are unread again." in client.post(address, follow=True).content.decode()
    assert bo.notifications.filter(read_at=None).count() == 2


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-02-31T00:00:00+00:00", "2026-01-01T00:00:00"])
def test_a_made_up_moment_of_undoing_changes_nothing(seen_by, tell, ada, bo, moment):
    tell(bo, by=ada, read_at=timezone.now())
    client = seen_by(bo)
    assert client.post(f"{reverse('recognition:notifications_unread')}?at={moment}").status_code == 302
    assert not bo.notifications.filter(read_at=None).exists()


def test_it_shows_the_unread_or_one_topic_only(seen_by, tell, ada, bo):
    tell(bo, by=ada, read_at=timezone.now())
    tell(bo, "outcome_verified", by=ada, data={"title": "Mended the clock"})
    client = seen_by(bo)
    unread = client.get(PAGE, {"show": "unread"}).content.decode()
    assert "Mended the clock" in unread
    assert "nominated you" not in unread
    words = client.get(PAGE, {"topic": "words"}).content.decode()
    assert "nominated you" in words
    assert "Mended the clock" not in words


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({}, "Nothing has happened yet"),
        ({"show": "unread"}, "Nothing is unread"),
        ({"topic": "words"}, "Nothing about"),
    ],
)
def test_an_empty_list_says_what_to_do(seen_by, bo, query, sentence):
    assert sentence in seen_by(bo).get(PAGE, query).content.decode()


def test_a_kind_that_is_no_longer_known_is_left_out(seen_by, tell, bo):
    tell(bo, "of_last_year")
    assert seen_by(bo).get(PAGE).status_code == 200


def test_names_are_text(seen_by, tell, ada, bo):
    ada.display_name = "<b>Ada</b>"
    ada.save()
    tell(bo, by=ada)
    page = seen_by(bo).get(PAGE).content.decode()
    assert escape("<b>Ada</b>") in page
    assert "<b>Ada</b>" not in page


def test_the_number_of_queries_does_not_grow(seen_by, tell, ada, bo, chen, many_badges):
    client, counts = seen_by(bo), []
    for number in (2, 27):
        for of in many_badges(number):
            tell(bo, "my_word_seconded", by=ada, about=chen, badge=of, at=timezone.now() - timedelta(hours=1))
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 8
