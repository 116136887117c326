"""Everything somebody received and gave."""

import pytest
from django.urls import reverse
from django.utils import timezone

from recognition.models import Preferences, Thanks

pytestmark = pytest.mark.django_db


@pytest.fixture
def words_of(seen_by):
    def page(reader, person, **query):
        return seen_by(reader).get(reverse("recognition:words", args=[person.key]), query)

    return page


def test_both_sides_are_told(words_of, say, give, ada, bo, eve):
    received, award = say(eve, bo), give(bo)
    given = Thanks.objects.create(giver=bo, receiver=eve, text="Thank you!", at=timezone.now())
    assert [story.what for story in words_of(ada, bo).context["told"].stories] == [received, award]
    (story,) = words_of(ada, bo, show="given").context["told"].stories
    assert story.what.latest == given


def test_what_is_kept_private_is_said_to_be_so(words_of, say, ada, bo, eve):
    said = say(eve, bo)
    Preferences.objects.create(person=bo, shows_words=False)
    page = words_of(ada, bo)
    assert "keeps these words private" in page.content.decode()
    assert said.reason not in page.content.decode()
    assert said.reason in words_of(bo, bo).content.decode()


def test_an_empty_page_says_what_to_do(words_of, ada, bo):
    assert "Nothing was said yet" in words_of(ada, bo).content.decode()
    assert "Nothing was given yet" in words_of(ada, bo, show="given").content.decode()
