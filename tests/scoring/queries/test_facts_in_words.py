"""What counted, told to the one who reads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recognition.models import Contribution, Outcome, Verification
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
