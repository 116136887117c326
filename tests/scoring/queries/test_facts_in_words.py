"""What counted, told to the one who reads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recognition.models import Contribution, Nomination, Outcome, Thanks, Verification
from scoring.engine.verdict import Evidence
from scoring.queries.facts_in_words import named_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def confirmed(ada, chen):
    """A change of Ada, confirmed by Chen."""
    at = timezone.now() - timedelta(days=3)
    change = Outcome.objects.create(source="forge", key="1", kind="change_merged", title="Quicker builds", at=at)
    Contribution.objects.create(outcome=change, person=ada)
    return Verification.objects.create(outcome=change, verifier=chen, at=at)


def told(given, reader):
    fact = Evidence("verification", given.pk)
    return named_facts([fact], reader)[fact].sentence


def test_a_colleague_confirmed_the_readers_work(confirmed, ada):
    assert told(confirmed, ada) == "Chen Wei confirmed your “Quicker builds”"


def test_who_confirmed_it_reads_whose_work_it_is(confirmed, ada, chen):
    assert told(confirmed, chen) == f"You confirmed “Quicker builds” of {ada.display_name}"


def test_work_without_a_title_is_called_by_its_kind(ada):
    change = Outcome.objects.create(
        source="forge", key="7", kind="change_merged", at=timezone.now(), url="https://forge.example/7"
    )
    [fact] = named_facts([Evidence("outcome", change.pk)], ada).values()
    assert (fact.sentence, fact.at, fact.link) == (str(change), change.at, change.url)


def test_of_many_authors_two_are_named(confirmed, ada, chen, bo):
    for person in (bo, chen):
        Contribution.objects.create(outcome=confirmed.outcome, person=person)
    assert told(confirmed, chen).endswith(f" of {ada.display_name}, {bo.display_name}")


def test_every_kind_is_named_in_a_fixed_number_of_statements(
    ada, bo, chen, badge, confirmed, django_assert_num_queries
):
    at = timezone.now()
    said = [
        Nomination.objects.create(
            key=giver.key, nominator=giver, nominee=ada, badge=badge, reason="They helped.", at=at, quarter=1
        )
        for giver in (bo, chen)
    ]
    thanked = [Thanks.objects.create(giver=giver, receiver=ada, text="Thanks", at=at) for giver in (bo, chen)]
    facts = [
        Evidence("verification", confirmed.pk), Evidence("outcome", confirmed.outcome_id), Evidence("usage_week", 12),
        *(Evidence("nomination", one.pk) for one in said), *(Evidence("thanks", one.pk) for one in thanked),
    ]  # fmt: skip
    with django_assert_num_queries(4):
        named = named_facts(facts, ada)
    assert set(named) == set(facts)
    first = named[Evidence("nomination", said[0].pk)]
    assert (first.sentence, first.at, first.link) == (
        "Bo Nakamura nominated you", said[0].at, f"/nominations/{said[0].key}"
    )  # fmt: skip
    assert named[Evidence("thanks", thanked[1].pk)].sentence == "Chen Wei thanked you"
