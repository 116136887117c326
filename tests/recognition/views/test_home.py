"""What happened around me."""

import pytest
from django.urls import reverse
from django.utils import timezone

from recognition.models import Thanks

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(seen_by):
    def of(person):
        page = seen_by(person).get(reverse("recognition:home"))
        return [(story.kind, story.what) for story in page.context["stories"]]

    return of


def test_it_tells_what_my_team_received(stories, say, give, ada, bo, eve):
    said, award = say(eve, bo), give(bo)
    thanks = Thanks.objects.create(giver=eve, receiver=bo, text="Thank you!", at=timezone.now())
    assert dict(stories(ada)) == {"nomination": said, "award": award, "thanks": thanks}


def test_it_tells_of_people_i_exchange_words_with(stories, say, give, badge, ada, chen, eve):
    give(eve)
    assert stories(ada) == []
    say(ada, eve)
    assert ("award", eve.awards.get()) in stories(ada)


def test_strangers_do_not_fill_my_page(stories, say, ada, chen, eve):
    say(eve, chen)
    assert stories(ada) == []


def test_hidden_awards_are_no_news(stories, give, ada, bo):
    give(bo, hidden=True)
    assert stories(ada) == []


def test_what_was_withdrawn_is_no_news(stories, say, ada, bo, eve):
    say(eve, bo, withdrawn_at=timezone.now())
    assert stories(ada) == []


def test_an_empty_page_says_what_to_do_next(seen_by, ada):
    page = seen_by(ada).get(reverse("recognition:home")).content.decode()
    assert "Nothing has been said here yet" in page
    assert reverse("recognition:recognise") in page
