"""Outcomes that wait for an independent word."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recognition.models import Contribution, Outcome, PassedOutcome, Reversal, RoleGrant, Verification
from recognition.queries import verifying

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def work():
    """Something that these people did."""

    def done(*people, title="Share one importer", days_ago=3, **more):
        at = timezone.now() - timedelta(days=days_ago)
        fields = {"source": "git", "kind": "change_merged", "title": title} | more
        outcome = Outcome.objects.create(key=f"o-{Outcome.objects.count()}", at=at, **fields)
        for person in people:
            Contribution.objects.create(outcome=outcome, person=person)
        return outcome

    return done


@pytest.fixture
def waits_for(seen_by):
    def outcomes(person, **query):
        return seen_by(person).get(reverse("recognition:verify"), query).context["waiting"]

    return outcomes


def one(outcome):
    return reverse("recognition:outcome", args=[outcome.pk])


def test_work_of_colleagues_waits_for_my_word(waits_for, work, ada, bo, eve):
    mine, newer, older, theirs = work(ada), work(bo), work(bo, days_ago=9), work(eve)
    assert waits_for(ada) == [newer, older]
    assert waits_for(bo) == [mine]
    assert theirs not in waits_for(ada)


def test_what_needs_no_word_does_not_wait(waits_for, work, ada, bo, chen, robo):
    confirmed, gone, own_word = work(bo), work(bo), work(bo)
    work(robo)
    work(bo, kind="change_reverted")
    work(bo, days_ago=400)
    work(bo, claimed_by=ada)
    work(ada, bo)
    now = timezone.now()
    Verification.objects.create(outcome=confirmed, verifier=chen, at=now)
    Reversal.objects.create(outcome=gone, at=now)
    Verification.objects.create(outcome=own_word, verifier=bo, at=now)  # by its author: counts nothing
    assert waits_for(ada) == [own_word]


def test_a_word_that_was_taken_back_leaves_it_waiting(waits_for, work, ada, bo, chen):
    outcome = work(bo)
    Verification.objects.create(outcome=outcome, verifier=chen, at=timezone.now(), withdrawn_at=timezone.now())
    assert waits_for(ada) == [outcome]


def test_a_verifier_finds_what_waits_in_the_area(waits_for, work, chen, eve):
    claimed = work(eve, source="claim", claimed_by=eve, area="docs")
    reported, elsewhere = work(eve, area="docs", days_ago=4), work(eve, area="ports")
    assert waits_for(chen) == []
    grant = RoleGrant.objects.create(person=chen, role="verifier", area="docs")
    assert waits_for(chen) == [claimed, reported]
    grant.area = ""
    grant.save()
    assert set(waits_for(chen)) == {claimed, reported, elsewhere}


def test_claims_are_found_behind_very_many_reports(monkeypatch, waits_for, work, chen, eve):
    monkeypatch.setattr(verifying, "MOST_LOOKED_AT", 2)
    RoleGrant.objects.create(person=chen, role="verifier", area="")
    claimed = work(eve, source="claim", claimed_by=eve, days_ago=30)
    work(eve, days_ago=20)
    newest = [work(eve, days_ago=days) for days in (1, 2)]
    assert waits_for(chen) == [*newest, claimed]


def test_words_of_title_area_and_person_find_it(waits_for, work, ada, bo, dina):
    importer, harbour = work(bo, title="Share one importer"), work(dina, title="Map the harbour", area="ports")
    assert waits_for(ada, q="IMPORT") == [importer]
    assert waits_for(ada, q="ports") == [harbour]
    assert waits_for(ada, q="naka") == [importer]
    assert waits_for(ada, q="naka harbour") == []
    assert set(waits_for(ada, q="\x00")) == {importer, harbour}


def test_one_click_confirms_it(seen_by, work, waits_for, ada, bo):
    outcome = work(bo)
    page = seen_by(ada).post(one(outcome), {"note": "I ran it twice."}, follow=True)
    assert "Confirmed. Thank you" in page.content.decode()
    word = outcome.verifications.get()
    assert (word.verifier, word.kind, word.note) == (ada, "reviewed", "I ran it twice.")
    assert waits_for(ada) == []
    assert "I ran it twice." in seen_by(bo).get(one(outcome)).content.decode()


def test_htmx_puts_the_thanks_where_the_card_was(seen_by, work, ada, bo):
    outcome = work(bo)
    part = seen_by(ada).post(one(outcome), headers=HTMX).content.decode()
    assert part.strip().startswith("<article")
    assert f'id="o-{outcome.pk}"' in part
    assert "Confirmed. Thank you." in part


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("author", "You are the author of this outcome"),
        ("co_author", "You are a co-author of this outcome"),
        ("claimant", "You reported this outcome"),
        ("reversed", "It was taken back"),
        ("again", "already confirmed"),
    ],
)
def test_a_conflict_is_refused_with_its_reason_and_the_words_kept(seen_by, work, ada, bo, chen, who, sentence):
    outcome = work(bo)
    if who in ("author", "co_author"):
        Contribution.objects.create(outcome=outcome, person=ada, is_author=who == "author")
    elif who == "claimant":
        Outcome.objects.update(claimed_by=ada)
    elif who == "reversed":
        Reversal.objects.create(outcome=outcome, at=timezone.now())
    else:
        Verification.objects.create(outcome=outcome, verifier=ada, at=timezone.now())
    before = outcome.verifications.count()
    answer = seen_by(ada).post(one(outcome), {"note": "I was there."}, headers=HTMX)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "I was there." in answer.content.decode()
    assert outcome.verifications.count() == before
    assert seen_by(ada).post(one(outcome), {"note": "I was there."}).status_code == 422


def test_the_page_says_beforehand_who_cannot_confirm_and_why(seen_by, work, ada, bo, chen):
    outcome = work(bo)
    own = seen_by(bo).get(one(outcome)).content.decode()
    assert "You are the author" in own
    assert "I can confirm this" not in own
    assert "I can confirm this" in seen_by(chen).get(one(outcome)).content.decode()
    Verification.objects.create(outcome=outcome, verifier=chen, at=timezone.now())
    assert "You confirmed it. Thank you." in seen_by(chen).get(one(outcome)).content.decode()


def test_what_i_cannot_judge_leaves_my_list_alone(seen_by, work, waits_for, ada, bo, dina):
    outcome = work(bo)
    client, address = seen_by(ada), reverse("recognition:outcome_leave", args=[outcome.pk])
    part = client.post(address, {"act": "pass"}, headers=HTMX).content.decode()
    assert "Undo" in part
    assert waits_for(ada) == []
    assert waits_for(dina) == [outcome]
    assert waits_for(ada, left="1") == [outcome]
    client.post(address, {"act": "back"})
    assert not PassedOutcome.objects.exists()
    assert waits_for(ada) == [outcome]
    assert client.post(address, {"act": "other"}).status_code == 404


def test_its_own_page_offers_not_to_say_anything_and_leads_to_the_work(seen_by, work, ada, bo):
    change = work(bo, url="https://git.example/changes/7")
    client = seen_by(ada)
    page = client.get(one(change)).content.decode()
    assert 'href="https://git.example/changes/7"' in page
    assert "I can’t say" in page
    assert f'action="{reverse("recognition:outcome_leave", args=[change.pk])}"' in page
    assert "I can’t say" not in seen_by(bo).get(one(change)).content.decode()


def test_an_empty_list_says_what_comes_here(seen_by, ada):
    text = seen_by(ada).get(reverse("recognition:verify")).content.decode()
    assert "Nothing waits for your word" in text
    assert seen_by(ada).get(reverse("recognition:outcome", args=[404])).status_code == 404


def test_the_number_of_queries_does_not_grow(seen_by, work, ada, bo):
    RoleGrant.objects.create(person=ada, role="verifier", area="")
    client = seen_by(ada)
    counts = []
    for number in (2, 38):
        for _n in range(number):
            work(bo)
        client.get(reverse("recognition:verify"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("recognition:verify"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 14
