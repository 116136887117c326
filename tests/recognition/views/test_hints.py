"""The fragment with hints."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_it_answers_with_the_hints_alone(seen_by, ada, bo, badge):
    form = {"kind": "nomination", "to": "bo", "badge": badge.slug, "reason": "Great!"}
    answer = seen_by(ada).post(reverse("recognition:recognise_hints"), form, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "same team" in text
    assert "at least one sentence" in text
    assert "<html" not in text


def test_words_never_stand_in_an_address(seen_by, ada):
    assert seen_by(ada).get(reverse("recognition:recognise_hints")).status_code == 405
