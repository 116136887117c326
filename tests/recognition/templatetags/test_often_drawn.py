"""What pages repeat dozens of times is written in Python, and reads as Django's own tags would write it."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, engines
from django.urls import reverse
from django.utils import timezone, translation

from recognition.models import Award
from recognition.templatetags.plaudit import badge_marks, day_of, url_of
from recognition.templatetags.wall import award_reasons, award_tags

MOMENT = datetime(2026, 3, 1, 23, 30, 5, tzinfo=UTC)
DJANGOS = """<time datetime="{{ at|date:'Y-m-d\\TH:i:sO' }}">{{ at|date:"DATE_FORMAT" }}</time>"""


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_a_day_is_written_in_the_readers_language_and_time(language, zone):
    with translation.override(language), timezone.override(zone):
        plain = engines["django"].from_string(DJANGOS).template.render(Context({"at": MOMENT}))
        assert day_of(MOMENT).replace("+00:00", "+0000").replace("+09:00", "+0900") == plain


@pytest.mark.parametrize("key", ["bo", "a b", "bo@plaudit.example", "é", "a?b#c%d", "{}", "place-0"])
def test_an_address_is_what_reverse_says(key):
    assert url_of("recognition:person", key) == reverse("recognition:person", args=[key])
    assert url_of("recognition:award", key, "mentor") == reverse("recognition:award", args=[key, "mentor"])


def _award(badge, bo, **more):
    return Award(badge=badge, person=bo, given_at=MOMENT, **more)


def test_a_review_is_told_to_the_holder_alone(badge, bo):
    award = _award(badge, bo, status="frozen", tier="gold")
    assert "under review" in award_tags(award, own=True)
    assert award_tags(award) == '<span class="tag">gold</span>'


def test_nothing_unusual_needs_no_words(badge, bo):
    assert award_tags(_award(badge, bo)) == ""


def test_reasons_cannot_write_into_the_page(badge, bo):
    told = award_reasons(_award(badge, bo, why=["<b>bold</b>", "two", "three", "four", "five"]))
    assert "<li>&lt;b&gt;bold" in told
    assert "2 more reasons" in told
    assert told.count("<li>") == 5


def test_few_reasons_hide_nothing(badge, bo):
    assert award_reasons(_award(badge, bo, why=["one"])) == '<ul class="why"><li>One</li></ul>'
    assert award_reasons(_award(badge, bo, why=[])) == ""


def test_marks_say_how_many_more_there_are(badge, bo):
    marks = [_award(badge, bo) for _ in range(4)]
    assert "+" not in badge_marks(marks)
    marks[0].held_together = 9
    assert '<span class="faint">+5</span>' in badge_marks(marks)


def test_somebody_without_marks_has_none():
    assert badge_marks("") == badge_marks(None) == badge_marks([]) == ""


def test_two_badges_of_one_slug_and_other_art_look_different(badge, bo):
    other = SimpleNamespace(slug=badge.slug, shown_name=badge.name, art={"shape": "star"})
    first, second = badge_marks([_award(badge, bo)]), badge_marks([SimpleNamespace(badge=other, tier="")])
    assert first != second
