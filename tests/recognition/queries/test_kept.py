"""Answers are kept for a minute where there are very many people, and nowhere else."""

import pytest
from django.core.cache import cache

from recognition.queries import kept as room
from recognition.queries.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()
    yield
    cache.clear()


def test_a_small_company_is_asked_each_time(ada, bo):
    answers = iter(["old", "new"])
    assert [kept("word", lambda: next(answers)) for _ in range(2)] == ["old", "new"]


@pytest.mark.parametrize("answer", ["old", [], None])
def test_a_large_company_is_asked_once_a_minute(ada, bo, monkeypatch, answer):
    monkeypatch.setattr(room, "LARGE_FROM", 1)
    answers = iter([answer])
    assert [kept("word", lambda: next(answers)) for _ in range(2)] == [answer, answer]


def test_two_questions_have_two_answers(ada, bo, monkeypatch):
    monkeypatch.setattr(room, "LARGE_FROM", 1)
    assert [kept("one", lambda: 1), kept("two", lambda: 2)] == [1, 2]
