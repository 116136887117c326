"""What a sweep writes: differences only, and what people have to look at."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.actions import nominations
from recognition.models import Badge
from scoring.engine.findings import CODES, About
from scoring.facts.load import load_facts
from scoring.models import Case, Finding, QueuedPerson
from tests.conftest import NOW
from tests.scoring.sweeps import seen, sweep_sees

REASON = "They took the time to help us through the move."


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def words(clock, ada, bo, chen, eve, badge):
    """Ada and Bo speak for each other, and Chen for Ada."""
    pairs = ((ada, bo), (bo, ada), (chen, ada))
    said = [nominations.submit(by=giver, nominee=nominee, badge=badge, reason=REASON) for giver, nominee in pairs]
    QueuedPerson.objects.all().delete()
    clock.shift(60)
    return said


def current():
    return Finding.objects.get(cleared_at__isnull=True)


def test_a_finding_is_stored_with_its_sentence_its_evidence_and_a_case(words, ada, bo):
    stored = sweep_sees(seen("N02", [ada, bo], words[:2]))
    finding = current()
    assert (stored.new, finding.sentence) == (1, "2 people recognise mostly each other.")
    assert {fact["id"] for fact in finding.evidence} == {words[0].pk, words[1].pk}
    assert set(finding.people.all()) == {ada, bo}
    assert (finding.case.state, finding.case.subject, set(finding.case.people.all())) == ("open", "pattern", {ada, bo})
    assert finding.case.events.get().kind == "opened"


def test_a_second_sweep_that_sees_the_same_writes_nothing(words, ada, bo):
    sweep_sees(seen("N02", [ada, bo], words[:2], p_value=1e-4))
    QueuedPerson.objects.all().delete()
    again = sweep_sees(seen("N02", [ada, bo], words[:2], p_value=1.2e-4))
    assert (again.new, again.changed, again.cleared, again.queued) == (0, 0, 0, 0)
    assert (Finding.objects.count(), QueuedPerson.objects.exists()) == (1, False)


def test_only_those_whose_decisions_read_the_facts_are_queued(words, ada, bo, chen):
    sweep_sees(seen("N02", [bo, chen], words[1:]))
    assert set(QueuedPerson.objects.values_list("person__key", flat=True)) == {"ada"}


def test_what_only_informs_opens_no_case_and_queues_nobody(words, ada, bo):
    stored = sweep_sees(seen("N09", [ada, bo], words[:2], factor=1.0, severity="inform"))
    assert (stored.new, stored.queued, current().case, Case.objects.exists()) == (1, 0, None, False)


def test_more_evidence_begins_a_new_version_in_the_same_case(words, ada, bo, chen):
    circle = (ada.pk, bo.pk)
    sweep_sees(seen("N02", [ada, bo], words[:2], identity=circle))
    before = current()
    stored = sweep_sees(seen("N02", [ada, bo], words, identity=circle))
    after = current()
    before.refresh_from_db()
    assert (stored.changed, before.cleared_at is not None, before.case) == (1, True, after.case)
    assert (before.facts.count(), after.facts.count()) == (2, 3)


def test_what_no_longer_holds_ends_and_its_case_closes_by_itself(words, ada, bo):
    sweep_sees(seen("N02", [ada, bo], words[:2]))
    QueuedPerson.objects.all().delete()
    stored = sweep_sees()
    case = Case.objects.get()
    assert (stored.cleared, Finding.objects.get().cleared_at is None) == (1, False)
    assert (case.state, [event.kind for event in case.events.all()]) == ("cleared", ["opened", "cleared"])
    assert set(QueuedPerson.objects.values_list("person__key", flat=True)) == {"ada", "bo"}


def test_what_is_only_too_old_to_be_looked_at_stays(words, ada, bo, clock):
    sweep_sees(seen("N02", [ada, bo], words[:2]))
    clock.shift(timedelta(days=200))
    assert (sweep_sees().cleared, current().facts.count()) == (0, 2)


def test_what_only_the_card_of_points_saw_ends_with_the_look_that_knows_better(words, ada, bo, clock):
    sweep_sees(seen("N10", [ada, bo], words[:2], factor=1.0), codes=("N10",))
    clock.shift(timedelta(days=200))
    assert sweep_sees(codes=("N10",)).cleared == 1
    assert Case.objects.get().state == Case.State.CLEARED


def test_old_evidence_ends_when_it_is_taken_back(words, ada, bo, clock):
    sweep_sees(seen("N02", [ada, bo], words[:2]))
    clock.shift(timedelta(days=200))
    nominations.withdraw(by=ada, nomination=words[0])
    assert sweep_sees().cleared == 1


def test_a_new_version_keeps_what_is_only_too_old_to_be_looked_at(words, ada, bo, clock, db):
    sweep_sees(seen("N02", [ada, bo], words[:2]))
    clock.shift(timedelta(days=200))
    other = Badge.objects.create(slug="mentor", name="Mentor", purpose="For tests.", state="live")
    newer = nominations.submit(by=ada, nominee=bo, badge=other, reason=REASON)
    sweep_sees(seen("N02", [ada, bo], [newer]))
    assert {fact.fact_id for fact in current().facts.all()} == {words[0].pk, words[1].pk, newer.pk}


def test_findings_of_one_pattern_are_gathered_in_one_case(words, ada, bo, chen, eve):
    sweep_sees(seen("N02", [ada, bo], words[:2]), seen("N02", [ada, bo, chen], words), seen("N02", [eve], words[2:]))
    together = Case.objects.get(people=bo)
    assert (Case.objects.count(), together.findings.count(), set(together.people.all())) == (2, 2, {ada, bo, chen})


def test_pressure_is_a_case_of_its_own_and_takes_no_weight(words, ada, bo):
    sweep_sees(seen("N02", [ada, bo], words[:2]), seen("N05", [ada, bo], words[:2], factor=1.0))
    assert set(Case.objects.values_list("subject", flat=True)) == {"pattern", "pressure"}
    assert CODES.index("N05") not in load_facts().findings.code.tolist()


def test_a_look_around_some_people_ends_nothing_about_others(words, ada, bo, chen, eve):
    sweep_sees(seen("N02", [ada, bo], words[:2]))
    assert sweep_sees(within=frozenset({chen.pk, eve.pk})).cleared == 0
    assert sweep_sees(within=frozenset({bo.pk})).cleared == 1


def test_the_judge_reads_findings_from_the_surroundings_as_from_everything(words, ada, bo):
    sweep_sees(seen("N02", [ada, bo], words[:2]))
    whole, some = load_facts().findings, load_facts({ada.pk}).findings
    for rows in (whole, some):
        assert set(rows.about_kind.tolist()) == {int(About.NOMINATION)}
        assert (set(rows.factor.tolist()), set(rows.ruling.tolist())) == ({0.5}, {0})
    assert words[1].pk in some.about_id.tolist()


def test_a_past_moment_is_judged_with_the_findings_known_then(words, ada, bo, clock):
    before = NOW + timedelta(seconds=30)
    sweep_sees(seen("N02", [ada, bo], words[:2]))
    during = NOW + timedelta(seconds=90)
    clock.shift(3600)
    sweep_sees()
    known = [len(load_facts(known_until=moment).findings) for moment in (before, during, None)]
    assert known == [0, 2, 0]


def test_what_is_only_held_for_a_while_opens_no_case(words, ada, bo):
    sweep_sees(seen("N02", [ada, bo], words[:2], severity="hold"))
    assert (current().case, Case.objects.exists()) == (None, False)


def test_many_findings_are_stored_and_ended_with_few_statements(words, ada, bo, chen):
    """Those that open no case: most of them."""

    def statements(codes):
        with CaptureQueriesContext(connection) as asked:
            sweep_sees(*(seen(code, [ada, bo], words[:2], severity="inform") for code in codes), codes=CODES)
        return len(asked)

    many = ("N01", "N02", "N03", "N06", "N07", "N09", "O01", "O02")
    statements(many[:1])  # what is asked once a process
    few = statements(many[:2])
    assert statements(many) == few
    assert statements(()) <= few
    assert not Finding.objects.filter(cleared_at=None).exists()
