"""News in an order that stays varied."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count, groupby

from recognition.queries.mixing import IN_A_ROW, MOST_OF_ONE, mixed
from tests.conftest import NOW


@dataclass(frozen=True)
class News:
    kind: str
    hours_ago: float
    who: int

    @property
    def at(self):
        return NOW - timedelta(hours=self.hours_ago)


def test_it_is_in_the_order_of_time_where_nothing_repeats():
    news = [News(kind, hours, who) for hours, (kind, who) in enumerate([("thanks", 1), ("award", 2), ("thanks", 3)])]
    assert mixed(news, 9) == news


def test_one_kind_stands_no_more_than_twice_in_a_row_while_there_is_another():
    person = count()
    thanks = [News("thanks", hours, next(person)) for hours in range(8)]
    awards = [News("award", 48 + hours, next(person)) for hours in range(3)]
    page = mixed([*thanks, *awards], 11)
    runs = [(kind, len(list(run))) for kind, run in groupby(page, key=lambda news: news.kind)]
    assert runs == [("thanks", IN_A_ROW), ("award", 1)] * 3 + [("thanks", 2)]
    assert [news for news in page if news.kind == "thanks"] == thanks


def test_the_kind_that_was_told_longest_ago_has_its_turn():
    person = count()
    thanks = [News("thanks", hours, next(person)) for hours in range(6)]
    nominations = [News("nomination", 10 + hours, next(person)) for hours in range(3)]
    award = News("award", 72, next(person))
    kinds = [news.kind for news in mixed([*thanks, *nominations, award], 9)]
    assert kinds == ["thanks", "thanks", "nomination", "thanks", "thanks", "award", "thanks", "thanks", "nomination"]


def test_old_news_is_not_brought_forward():
    thanks = [News("thanks", hours, hours) for hours in range(4)]
    long_ago = News("award", 24 * 60, 99)
    assert mixed([*thanks, long_ago], 9) == [*thanks, long_ago]


def test_one_person_does_not_fill_the_page():
    news = [News("award", hours, 1) for hours in range(9)]
    other = News("award", 20, 2)
    assert mixed([*news, other], 9) == [*news[:MOST_OF_ONE], other]


def test_the_page_ends_at_its_limit():
    assert len(mixed([News("thanks", hours, hours) for hours in range(9)], 4)) == 4
    assert mixed([], 4) == []
