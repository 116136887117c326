"""Contesting a discount on the page that tells of it."""

from django.urls import reverse

from scoring.actions import appeals
from scoring.models import Appeal
from tests.scoring.actions.patterns import WHY
from tests.scoring.views.test_mine import browser


def test_a_discount_from_a_finding_can_be_contested_where_it_is_read(case, eve):
    client = browser(eve)
    page = client.get(reverse("scoring:mine")).content.decode()
    assert "Contest this" in page
    assert "small circle" in page
    answer = client.post(reverse("scoring:contest"), {"code": "N02", "reason": WHY}, follow=True)
    assert "on its way to a reviewer" in answer.content.decode()
    assert Appeal.objects.get(person=eve).code == "N02"


def test_nothing_on_the_page_names_others_in_the_pattern_or_speaks_of_a_case(case, words, eve):
    page = browser(eve).get(reverse("scoring:mine")).content.decode()
    assert case.key not in page
    assert "Ruth" not in page
    assert case.findings.get().sentence not in page


def test_an_appeal_that_says_nothing_is_refused_with_the_reason(case, eve):
    answer = browser(eve).post(reverse("scoring:contest"), {"code": "N02", "reason": "No."}, follow=True)
    assert "Write at least one sentence" in answer.content.decode()
    assert not Appeal.objects.exists()


def test_what_the_formula_shares_is_not_contested_but_explained(words, eve):
    page = browser(eve).get(reverse("scoring:mine")).content.decode()
    assert "Contest this" not in page


def test_what_came_of_an_appeal_is_read_where_it_was_made(case, eve, ruth, bo):
    client = browser(eve)
    client.post(reverse("scoring:contest"), {"code": "N02", "reason": WHY})
    waiting = client.get(reverse("scoring:mine")).content.decode()
    assert "Waiting" in waiting
    assert ", waits for an answer." in waiting
    assert "Contest this" not in waiting
    ruling = "It is the same move told twice, so it stays."
    appeals.reject(by=ruth, appeal=Appeal.objects.get(), reason=ruling)
    page = client.get(reverse("scoring:mine")).content.decode()
    assert "Not upheld" in page
    assert "Contest this" in page
    assert ruling in page
    assert ruling not in browser(bo).get(reverse("scoring:mine")).content.decode()
