"""Reporting an own outcome, and taking one back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from recognition.actions import outcomes
from recognition.models import Contribution, Outcome, RoleGrant

pytestmark = pytest.mark.django_db

CLAIM = {"kind": "document_published", "title": "The guide to handovers", "url": "https://docs.example/handover"}


@pytest.fixture
def claim(seen_by, ada):
    def post(**more):
        return seen_by(ada).post(reverse("recognition:claim"), CLAIM | more)

    return post


@pytest.fixture
def claimed(ada):
    return outcomes.claim(by=ada, kind="case_solved", title="The case of the lost letters")


def reverse_of(outcome):
    return reverse("recognition:outcome_reverse", args=[outcome.pk])


def test_a_report_gets_a_page_to_send_on(claim, ada, bo, eve):
    answer = claim(area="docs", co_authors="Bo Nakamura, eve@plaudit.example")
    outcome = Outcome.objects.get()
    assert answer["Location"] == reverse("recognition:outcome", args=[outcome.pk])
    assert (outcome.claimed_by, outcome.area, outcome.url) == (ada, "docs", CLAIM["url"])
    parts = Contribution.objects.values_list("person__key", "is_author")
    assert set(parts) == {("ada", True), ("bo", False), ("eve", False)}


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": ""}, "Say in a few words what you achieved."),
        ({"title": "Short"}, "Say in a few words what you achieved."),
        ({"url": "ftp://x.example"}, "begins with https://"),
        ({"kind": "change_reverted"}, "Select a valid choice"),
        ({"co_authors": "Nobody Atall"}, "There is nobody called “Nobody Atall”"),
        ({"co_authors": "ada"}, "You are its author already"),
        ({"co_authors": "robo"}, "There is nobody called “robo”"),
        ({"title": "A guide with a \x00 in it"}, "Null characters"),
    ],
)
def test_what_is_refused_comes_back_with_its_words(claim, robo, more, sentence):
    answer = claim(area="ports of call", **more)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "ports of call" in answer.content.decode()
    assert not Outcome.objects.exists()


def test_two_people_of_one_name_are_told_apart(claim, bo, eve):
    eve.display_name = bo.display_name
    eve.save()
    assert "Several people are called" in claim(co_authors="Bo Nakamura").content.decode()
    assert claim(co_authors="bo").status_code == 302


def test_the_same_link_twice_is_refused(claim):
    claim()
    assert "You already reported this one." in claim().content.decode()


def test_taking_back_asks_first(seen_by, claimed, ada):
    client = seen_by(ada)
    assert reverse_of(claimed) in client.get(reverse("recognition:outcome", args=[claimed.pk])).content.decode()
    assert "It cannot be brought back" in client.get(reverse_of(claimed)).content.decode()
    page = client.post(reverse_of(claimed), {"kind": "reopened", "reason": "It came back."}, follow=True)
    assert "It came back." in page.content.decode()
    claimed.refresh_from_db()
    assert claimed.reversal.kind == "reopened"
    assert "already taken back" in client.get(reverse_of(claimed), follow=True).content.decode()


def test_only_who_may_takes_it_back(seen_by, claimed, bo, chen):
    page = reverse("recognition:outcome", args=[claimed.pk])
    for person in (bo, chen):
        assert seen_by(person).post(reverse_of(claimed)).status_code == 403
        assert reverse_of(claimed) not in seen_by(person).get(page).content.decode()
    RoleGrant.objects.create(person=chen, role="verifier", area="")
    assert seen_by(chen).post(reverse_of(claimed), {"reason": "It did not hold."}).status_code == 302


def test_a_wrong_kind_is_refused_with_the_words_kept(seen_by, claimed, ada):
    answer = seen_by(ada).post(reverse_of(claimed), {"kind": "burnt", "reason": "It burnt down."})
    assert answer.status_code == 422
    assert "It burnt down." in answer.content.decode()


def test_my_work_is_listed_searched_and_paged(seen_by, ada, bo):
    for n in range(25):
        outcome = Outcome.objects.create(
            source="git", key=f"{n}", kind="change_merged", at=timezone.now(), title=f"Change {n:02}", area="docs"
        )
        Contribution.objects.create(outcome=outcome, person=bo)
    address = reverse("recognition:work", args=["bo"])
    page = seen_by(ada).get(address)
    assert len(page.context["entries"]) == 20
    assert page.context["page"].paginator.num_pages == 2
    assert len(seen_by(ada).get(address, {"q": "change 07 docs"}).context["entries"]) == 1
    assert "Nothing is found by this" in seen_by(ada).get(address, {"q": "zzz"}).content.decode()
    assert reverse("recognition:claim") not in page.content.decode()
    assert reverse("recognition:claim") in seen_by(bo).get(address).content.decode()
