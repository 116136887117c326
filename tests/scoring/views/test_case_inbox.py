"""The inbox: filters in the address, the way from case to case, and who looks at what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recognition.models import Person, Role, RoleGrant
from scoring.models import Case, Finding
from tests.scoring.actions.patterns import WHY
from tests.scoring.views.test_mine import browser

ALL = "/cases"


@pytest.fixture
def others(case, company, ruth):
    """Two more cases: Fay's of last year is less urgent, Gil's of today the most; Ruth looks at Gil's."""
    made = {}
    for name, code, urgency, days in (("Fay Lund", "N07", 3, 300), ("Gil Öz", "N01", 900, 0)):
        person = Person.objects.create(key=name[:3].lower(), display_name=name, team=company["data"])
        opened = timezone.now() - timedelta(days=days)
        one = Case.objects.create(
            key=f"c-{person.key}", family="nominations", subject="pattern", urgency=urgency, opened_at=opened
        )
        one.people.add(person)
        finding = Finding.objects.create(
            key=f"{code}-{person.key}", code=code, severity="review", factor=0.5, p_value=0, at=opened, found_at=opened,
            case=one, sentence="They recognise each other.",
        )  # fmt: skip
        finding.people.add(person)
        made[person.key] = one
    Case.objects.filter(key="c-gil").update(assigned_to=ruth)
    Case.objects.filter(pk=case.pk).update(urgency=500, opened_at=timezone.now() - timedelta(days=20))
    return made


@pytest.fixture
def reviewer(ruth, company):
    """Another one who has no part in anything."""
    person = Person.objects.create(key="sam", display_name="Sam Reed", team=company["company"])
    RoleGrant.objects.create(person=person, role=Role.REVIEWER)
    return person


@pytest.mark.parametrize(("asked", "keys"), [
    ({}, ["c-gil", "first", "c-fay"]), ({"code": "N07"}, ["c-fay"]), ({"whose": "mine"}, ["c-gil"]),
    ({"whose": "nobody"}, ["first", "c-fay"]), ({"age": "new"}, ["c-gil"]), ({"age": "old"}, ["c-fay"]),
    ({"q": "OZ"}, ["c-gil"]), ({"q": "data lund"}, ["c-fay"]), ({"q": "eve", "code": "N07"}, []),
    ({"state": "confirmed"}, []),
])  # fmt: skip
def test_the_filters_stand_in_the_address(case, others, ruth, asked, keys):
    answer = browser(ruth).get(ALL, asked)
    found = ["first" if entry == case else entry.key for entry, _subject in answer.context["entries"]]
    assert found == keys
    page = answer.content.decode()
    if not keys:
        assert ("No case is found by this" in page) is bool(asked.get("q"))


@pytest.mark.parametrize("asked", [{"code": "X1"}, {"whose": "everybody"}, {"age": "eternal"}, {"state": "guilty"}])
def test_a_filter_that_does_not_exist_is_not_found(case, ruth, asked):
    assert browser(ruth).get(ALL, asked).status_code == 404


def test_from_a_case_one_goes_on_to_the_next_of_the_same_list(case, others, ruth):
    client = browser(ruth)
    page = client.get(f"{ALL}/{case.key}").content.decode()
    assert 'rel="prev" href="/cases/c-gil"' in page
    assert 'rel="next" href="/cases/c-fay"' in page
    narrow = client.get(f"{ALL}/{case.key}", {"whose": "nobody"}).content.decode()
    assert 'rel="prev"' not in narrow
    assert 'rel="next" href="/cases/c-fay?whose=nobody"' in narrow


def test_after_a_ruling_the_next_one_follows(case, others, ruth):
    client = browser(ruth)
    answer = client.post(f"{ALL}/{case.key}/rule?whose=nobody", {"act": "dismiss", "reason": WHY})
    assert answer["Location"] == "/cases/c-fay?whose=nobody"
    answer = client.post(f"{ALL}/c-fay/rule?whose=nobody", {"act": "confirm", "reason": WHY}, follow=True)
    assert answer.redirect_chain == [("/cases/c-fay?whose=nobody", 302)]
    assert "No other case waits in this list" in answer.content.decode()


def test_at_the_end_of_the_list_it_begins_again(case, others, ruth):
    answer = browser(ruth).post(f"{ALL}/c-fay/rule", {"act": "dismiss", "reason": WHY})
    assert answer["Location"] == "/cases/c-gil"


def test_a_case_is_handed_to_another_reviewer_and_given_back(case, ruth, reviewer):
    client, address = browser(ruth), f"{ALL}/{case.key}/rule"
    assert '<option value="sam"' in client.get(f"{ALL}/{case.key}").content.decode()
    assert "Sam Reed looks at it now" in client.post(
        address, {"act": "assign", "to": "sam"}, follow=True
    ).content.decode()  # fmt: skip
    case.refresh_from_db()
    assert case.assigned_to == reviewer
    client.post(address, {"act": "give_back"})
    case.refresh_from_db()
    assert case.assigned_to is None
    assert [event.kind for event in case.events.all()][-2:] == ["assigned", "given_back"]


def test_it_is_not_handed_to_who_stands_in_it_or_reviews_nothing(case, ruth, reviewer, ada, bo):
    RoleGrant.objects.create(person=ada, role=Role.REVIEWER)
    client, address = browser(ruth), f"{ALL}/{case.key}/rule"
    assert '<option value="ada"' not in client.get(f"{ALL}/{case.key}").content.decode()
    for key in ("ada", "bo"):
        assert client.post(address, {"act": "assign", "to": key}).status_code == 403
    refused = client.post(address, {"act": "assign", "to": "", "reason": "Half a thought"})
    assert refused.status_code == 422
    assert ">Half a thought</textarea>" in refused.content.decode()


def test_a_case_of_very_many_names_the_first_and_counts_the_rest(case, ruth, company):
    crowd = [
        Person(key=f"c{number}", display_name=f"Crowd {number:02}", team=company["data"]) for number in range(40)
    ]  # fmt: skip
    case.people.add(*Person.objects.bulk_create(crowd))
    page = browser(ruth).get(f"{ALL}/{case.key}").content.decode()
    assert "and 19 more people, not listed here" in page  # of 43
    assert page.count('class="person__name"') == 24
    inbox = browser(ruth).get(ALL)
    assert "43 people" in inbox.content.decode()
    assert [len(entry.faces) for entry, _subject in inbox.context["entries"]] == [6]
