"""Every page is visited: found in the URL conf, reached by samples, weighed with all that it brings."""

import pytest
from django.core.handlers.wsgi import WSGIHandler

from scoring.bench.pages.addresses import OTHER_ROOMS, Page, named_pages
from scoring.bench.pages.asking import HOST, Answer, Visitor, statements
from scoring.bench.pages.visits import NotVisited, visit
from scoring.bench.pages.weight import weigh

SAMPLES = {"people": ["bo"], "badges": ["mentor"], "act": ["decline"]}


def test_pages_are_found_in_the_url_conf_without_other_rooms():
    names = {page.name for page in named_pages()}
    assert {"recognition:home", "recognition:person", "scoring:case"} <= names
    assert not [name for name in names if name.partition(":")[0] in OTHER_ROOMS]


def test_a_parameter_is_filled_by_its_name_or_the_segment_before_it():
    award = next(page for page in named_pages() if page.name == "recognition:award")
    assert list(award.addresses(SAMPLES)) == ["/people/bo/badges/mentor"]
    case = next(page for page in named_pages() if page.name == "scoring:case")
    assert list(case.addresses(SAMPLES)) == ["/cases/bo", "/cases/mentor", "/cases/decline"]


@pytest.fixture
def visitor(settings, bo, django_user_model, connection_kept):
    settings.ALLOWED_HOSTS = [HOST]
    return Visitor(django_user_model.objects.create(username="bo", person=bo), WSGIHandler())


@pytest.mark.django_db
def test_a_page_is_visited_as_who_may_see_it(visitor):
    page = next(page for page in named_pages() if page.name == "recognition:people")
    visited = visit(page, {"nobody": Visitor(None, WSGIHandler()), "employee": visitor}, SAMPLES)
    assert {one.role for one in visited} == {"employee"}
    assert "/people?q=anna" in {one.address for one in visited}
    assert all(one.asked.number > 2 for one in visited)


@pytest.mark.django_db
def test_what_nobody_may_see_is_named_with_the_answers(visitor):
    page = next(page for page in named_pages() if page.name == "scoring:cases")
    assert visit(page, {"employee": visitor}, SAMPLES) == NotVisited("scoring:cases", "answered 403 (1 times)")


@pytest.mark.django_db
def test_statements_are_counted(visitor):
    with statements() as none:
        pass
    with statements() as some:
        visitor.get("/people")
    assert (none.number, some.number > 2) == (0, True)


class _Shop:
    """Answers every address with ten bytes."""

    def get(self, address):
        return Answer(200, {}, b"x" * 10, 0.0, 0.0)


def test_a_page_weighs_all_that_it_brings_once():
    text = """<link rel="stylesheet" href="/a.css"><img src="/b.svg?x=1&amp;y=2"><img src="/b.svg?x=1&amp;y=2">
    <script src="/c.js" defer></script><img src="https://elsewhere.example/d.png"><img src="data:,">"""
    weight = weigh("/page", text, Answer(200, {}, b"y" * 100, 0.0, 0.0), _Shop())
    assert (weight.page, weight.total, weight.requests) == (100, 130, 4)
    assert weight.elsewhere == ("https://elsewhere.example/d.png",)


def test_a_page_that_names_two_parameters_meets_each_pair():
    page = Page("recognition:award", "people/<any_key:key>/badges/<slug:slug>", (("key", "people"), ("slug", "badges")))
    assert len(list(page.addresses({"people": ["a", "b"], "badges": ["c", "d"]}))) == 4
