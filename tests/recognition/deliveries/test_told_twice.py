"""An outcome that is told more than once, with other times, people and words: what stands hangs on no order (law)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recognition.actions import outcomes, people
from recognition.actions.actors import System
from recognition.deliveries.contract import Account, OutcomeFact, ReversalFact, VerificationFact
from recognition.deliveries.recording import record
from recognition.deliveries.settling import settle_all
from recognition.models import AuditEntry, DeliveredFact, Outcome, SourceAccount, Team, Verification
from recognition.signals import facts_changed
from tests.recognition.deliveries.test_processing import rows

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
NAMES = ("ada", "bo", "chen", "robo")


@pytest.fixture
def known(ada, bo, chen, robo):
    for person in (ada, bo, chen, robo):
        SourceAccount.objects.create(source="x", user_id=person.key, state="known", person=person)


def who(name):
    return Account(user_id=name)


def tell(*facts):
    settle_all("x", record("x", [(None, facts)]).keys)


def deployed(hours, *authors, **more):
    at = AT + timedelta(hours=hours)
    return OutcomeFact("d", "service_deployed", at, tuple(map(who, authors)), **more)


class _UndoneError(Exception):
    """Takes back what one case wrote."""


def _left_by(told):
    try:
        with transaction.atomic():
            for facts in told:
                tell(*facts)
            entries = AuditEntry.objects.count()
            tell(*[fact for facts in told for fact in facts])
            assert AuditEntry.objects.count() == entries  # the same again changes nothing
            states = sorted(DeliveredFact.objects.values_list("digest", "state"))
            teams = sorted(Outcome.objects.values_list("key", "contributions__team__key"), key=str)
            left = rows() | {"states": states, "teams": teams}
            raise _UndoneError
    except _UndoneError:
        return left


names = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(lambda found: tuple(map(who, found)))
hours = st.integers(0, 3).map(lambda number: AT + timedelta(hours=number))
tellings = st.builds(
    OutcomeFact, key=st.just("d"), kind=st.sampled_from(["service_deployed", "document_published"]), at=hours,
    authors=names, co_authors=names, root=st.sampled_from(["", "r", "s"]), title=st.sampled_from(["", "A", "B"]),
    lines_added=st.sampled_from([None, 1, 2]), merged_by=st.sampled_from([None, who("bo"), who("chen")]),
    ai_assisted=st.booleans(),
)  # fmt: skip
words = st.builds(VerificationFact, st.just("d"), st.sampled_from(NAMES).map(who), st.just("reviewed"), hours)
undone = st.builds(ReversalFact, st.just("d"), st.sampled_from(["reverted", "rolled_back"]), hours)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(data=st.data())
def test_any_order_of_arrival_leaves_the_same_rows(known, data):
    told = data.draw(st.lists(st.one_of(tellings, tellings, words, undone), min_size=2, max_size=5))
    arrived = data.draw(st.permutations(told))
    one_by_one = _left_by([[fact] for fact in arrived])
    assert one_by_one == _left_by([told])


def test_the_earlier_time_stands_whichever_came_first(known, ada, bo):
    touched = []

    def listen(sender, *, person_ids, reason, **_more):
        touched.append((person_ids, reason))

    tell(deployed(5, "ada"), VerificationFact("d", who("bo"), "reviewed", AT + timedelta(hours=1)))
    facts_changed.connect(listen)
    tell(deployed(2, "ada"))
    outcome = Outcome.objects.get()
    assert (outcome.at, Verification.objects.get().at) == (AT + timedelta(hours=2),) * 2
    assert touched == [({ada.pk, bo.pk}, "outcome.redate")]
    entry = AuditEntry.objects.get(verb="outcome.redate")
    assert (entry.actor, entry.object_key, entry.data["at"]) == ("system:x", "x:d", outcome.at.isoformat())
    tell(deployed(9, "ada"))
    assert Outcome.objects.get().at == outcome.at


def test_the_team_is_that_of_the_earlier_day(known, ada):
    design = Team.objects.create(key="other", name="Other")
    before = ada.team
    people.move(by=System("test"), person=ada, team=design, manager=None, on=date(2026, 5, 10))
    tell(deployed(24 * 10, "ada"))
    assert Outcome.objects.get().contributions.get().team == design
    tell(deployed(0, "ada"))
    assert Outcome.objects.get().contributions.get().team == before


def test_a_ticket_that_was_closed_twice_is_two_outcomes(known):
    for hours in (5, 2):
        tell(OutcomeFact("t", "ticket_closed", AT + timedelta(hours=hours), (who("ada"),)))
    assert Outcome.objects.count() == 2


def test_what_an_import_knew_earlier_stays(known, ada):
    outcomes.report(by=System("import"), source="x", key="d", kind="service_deployed", at=AT, authors=[ada], title="A")
    tell(deployed(3, "ada", "bo", title="B", area="harbour"))
    outcome = Outcome.objects.get()
    assert (outcome.at, outcome.title, outcome.area, outcome.people.count()) == (AT, "A", "harbour", 2)
