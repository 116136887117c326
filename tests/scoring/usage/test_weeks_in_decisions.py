"""From a delivery to a decision: which weeks count, when somebody is judged again, and who may read it."""

import io
import json
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recognition.actions import nominations
from recognition.actions.actors import System
from recognition.models import Award, Badge, Person, RoleGrant, User
from scoring.actions import appeals
from scoring.actions.usage import assign_account
from scoring.engine.findings import About
from scoring.explanations import explain_decision
from scoring.judging.due import queue_due
from scoring.judging.recalculation import recalculate_queued
from scoring.judging.reconciliation import compare
from scoring.judging.rederiving import rederive
from scoring.models import Decision, Finding, FindingFact, QueuedPerson, UsageAccount
from scoring.queue import enqueue
from scoring.usage.columns import load_usage_weeks
from scoring.usage.intake import receive_totals
from scoring.usage.readings import DayTotal
from scoring.usage.retention import forget
from scoring.usage.weeks import week_of
from tests.conftest import NOW
from tests.scoring.rules_for_tests import enforce

PAIR = """
badge: pair
criteria:
  all:
    - peer_support: {at_least: 1, voices: 2}
    - usage_weeks: {at_least: 2}
"""
REASON = "They took the time to help us through the move."
MONDAY = date(2026, 6, 1)


def use(*days, email="ada@plaudit.example", requests=40):
    """So many days after Monday 1 June."""
    receive_totals(
        "import",
        [DayTotal((("email", email),), "assistant", MONDAY + timedelta(days=d), {"requests": requests}) for d in days],
    )


def judge():
    """Whoever waits or is due, until nobody is."""
    queue_due()
    while QueuedPerson.objects.exists():
        recalculate_queued()


@pytest.fixture
def pair(ada, bo, chen, dina, eve):
    enforce(PAIR, publisher=dina, approver=bo)
    badge = Badge.objects.get(slug="pair")
    for giver in (chen, eve):
        nominations.submit(by=giver, nominee=ada, badge=badge, reason=REASON)
    judge()
    return badge


def own(ada, badge):
    """The condition about usage, as Ada reads it."""
    told = explain_decision(ada, badge, by_another=False)
    return next(line for line in told.conditions if line.is_private)


def find(ada, code, factor, *weeks):
    """A finding as a sweep stores it."""
    ids = [ada.pk * 10_000 + week_of(MONDAY + timedelta(days=7 * week)) for week in weeks]
    row = Finding.objects.create(
        key=f"{code}-{'0' * 32}", code=code, severity="review", factor=factor, p_value=0, at=NOW, found_at=NOW,
        sentence="Requests came in an even rhythm.", evidence=[{"kind": "usage_week", "id": ids[0]}],
    )  # fmt: skip
    row.people.set([ada])
    for number in ids:
        FindingFact.objects.create(finding=row, kind=About.USAGE_WEEK, fact_id=number, named_since=NOW)
    return row


def test_weeks_of_use_beside_two_voices_give_the_badge(pair, ada):
    use(0, 1)
    judge()
    assert not Award.objects.filter(badge=pair).exists()
    use(7, 9)
    judge()
    assert Award.objects.get(badge=pair).person == ada


def test_weeks_of_use_without_voices_leave_no_trace(pair, bo):
    use(0, 1, 7, 9, email="bo@plaudit.example", requests=10**9)
    judge()
    assert not Decision.objects.filter(person=bo).exists()
    assert not Award.objects.filter(person=bo).exists()


def test_the_running_week_counts_when_it_is_over(pair, ada):
    use(0, 1, 14)
    with time_machine.travel(NOW + timedelta(days=1)):
        use(15)
        judge()
        assert not Award.objects.filter(badge=pair).exists()
        assert Decision.objects.get(person=ada, superseded_at=None).next_check_at.date() == date(2026, 6, 22)
    with time_machine.travel(NOW + timedelta(days=7)):
        judge()
    assert Award.objects.get(badge=pair).given_at.date() == date(2026, 6, 22)


def test_a_second_account_can_bring_the_second_day(pair, ada):
    use(0, 1, 7)
    use(9, email="ada@home.example")
    assign_account(by=System("test"), account=UsageAccount.objects.get(value="ada@home.example"), person=ada)
    judge()
    assert Award.objects.filter(badge=pair).exists()
    use(14, email="ada@home.example")  # one day there, and perhaps another on the first account
    assert QueuedPerson.objects.get().person == ada


def test_days_on_two_accounts_are_a_week_also_when_they_are_forgotten(ada):
    use(0)
    use(2, email="ada@home.example")
    assign_account(by=System("test"), account=UsageAccount.objects.get(value="ada@home.example"), person=ada)
    assert load_usage_weeks(known_until=NOW + timedelta(minutes=1)).active_days.tolist() == [2]
    with time_machine.travel(NOW + timedelta(days=400)):
        forget()
        assert load_usage_weeks().active_days.tolist() == [2]
        assert load_usage_weeks(known_until=NOW + timedelta(minutes=1)).active_days.tolist() == [2]


def test_an_award_is_derived_again_whatever_usage_comes_late(pair, ada):
    use(0, 1, 7, 9)
    judge()
    award = Award.objects.get(badge=pair)
    with time_machine.travel(NOW + timedelta(days=3)):
        use(3, 4, 5, 10, -3, -4)
        judge()
    assert rederive(award).differs == ()


def test_an_appeal_that_succeeds_restores_the_weeks_and_the_badge_follows(pair, ada, eve):
    use(0, 1, 7, 9)
    find(ada, "U01", 0.0, 0, 1)
    judge()
    assert not Award.objects.filter(badge=pair).exists()
    ruth = Person.objects.create(key="ruth", display_name="Ruth Amsel")
    RoleGrant.objects.create(person=ruth, role="reviewer")
    appeal = appeals.file(by=ada, against="discount", code="U01", reason="It was I, with a metronome on the desk.")
    appeals.uphold(by=ruth, appeal=appeal, reason="Ada showed me the sessions of both weeks.")
    judge()
    assert Award.objects.get(badge=pair).person == ada
    assert own(ada, pair).because == ""


def test_a_manager_who_reviews_does_not_rule_on_the_use_of_a_report(pair, ada, dina):
    use(0, 1, 7, 9)
    find(ada, "U01", 0.0, 0, 1)
    RoleGrant.objects.create(person=dina, role="reviewer")
    appeal = appeals.file(by=ada, against="discount", code="U01", reason="It was I, with a metronome on the desk.")
    assert _browser(dina).get(f"/api/v1/appeals/{appeal.key}/").status_code in (403, 404)
    with pytest.raises(PermissionDenied):
        appeals.uphold(by=dina, appeal=appeal, reason="I know that Ada works like that.")


def test_a_reviewer_reads_a_finding_about_use_only_while_its_person_asks(pair, ada):
    use(0, 1, 7, 9)
    find(ada, "U01", 0.0, 0, 1)
    ruth = Person.objects.create(key="ruth", display_name="Ruth Amsel")
    RoleGrant.objects.create(person=ruth, role="reviewer")
    browser = _browser(ruth)

    def read():
        return [found["code"] for found in browser.get("/api/v1/findings/").json()["results"]]

    assert read() == []
    appeal = appeals.file(by=ada, against="discount", code="U01", reason="It was I, with a metronome on the desk.")
    assert read() == ["U01"]
    appeals.reject(by=ruth, appeal=appeal, reason="Ada says that the script is still running.")
    assert read() == []
    assert _run("export", "findings") == ""


def test_what_is_found_later_takes_no_badge_away(pair, ada):
    use(0, 1, 7, 9)
    judge()
    find(ada, "U01", 0.0, 0, 1)
    enqueue({ada.pk}, reason="test")
    judge()
    assert Award.objects.get(badge=pair).status == Award.Status.ACTIVE
    assert not Decision.objects.get(person=ada, badge=pair, superseded_at=None).eligible


deliveries = st.lists(
    st.one_of(
        st.tuples(st.just("use"), st.sampled_from(["ada", "bo", "adas-other"]), st.integers(-20, 30)),
        st.tuples(st.just("use"), st.sampled_from(["ada", "bo", "adas-other"]), st.integers(0, 13)),
        st.tuples(st.just("wait"), st.integers(1, 6)),
        st.tuples(st.just("judge")),
        st.tuples(st.just("find"), st.sampled_from(["U01", "U02"]), st.integers(0, 3)),
    ),
    min_size=8,
    max_size=40,
)


@pytest.mark.django_db(transaction=True)
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(deliveries)
def test_any_sequence_of_deliveries_is_stored_as_a_run_from_scratch_would_answer(company, sequence):
    """P11 with usage that comes in any order, late or by two accounts."""
    with transaction.atomic(), time_machine.travel(NOW, tick=False) as clock:
        names = ("ada", "bo", "chen", "dina", "eve")
        people = {
            name: Person.objects.create(key=name, display_name=name, email=f"{name}@plaudit.example") for name in names
        }
        UsageAccount.objects.create(scheme="email", value="adas-other@plaudit.example", person=people["ada"])
        enforce(PAIR, publisher=people["dina"], approver=people["bo"])
        for giver in ("chen", "eve"):
            for receiver in ("ada", "bo"):
                nominations.submit(
                    by=people[giver], nominee=people[receiver], badge=Badge.objects.get(slug="pair"), reason=REASON
                )
        for kind, *values in sequence:
            if kind == "use":
                use(values[1], email=f"{values[0]}@plaudit.example")
            elif kind == "wait":
                clock.shift(timedelta(days=values[0]))
            elif kind == "judge":
                judge()
            elif not Finding.objects.filter(code=values[0]).exists():
                find(people["ada"], values[0], 0.0, values[1])
                enqueue({people["ada"].pk}, reason="test")
        judge()
        report = compare()
        assert (report.waiting, report.decisions, report.steps) == (0, [], [])
        transaction.set_rollback(True)


def test_the_person_reads_as_how_many_weeks_use_counts_and_why(pair, ada):
    use(0, 1, 7, 9)
    find(ada, "U01", 0.0, 0, 1)
    line = own(ada, pair)
    assert line.because == (
        "Your use of the assistant counts as 0 of 2 weeks because the requests came as evenly as from a machine."
    )
    assert "appeal" in line.lifts
    page = _browser(ada).get("/me/recognition").content.decode()
    assert "counts as 0 of 2 weeks because" in page
    assert "Your week of 1 June 2026" in page
    assert 'name="code" value="U01"' in page


def test_the_api_names_the_weeks_to_their_person(pair, ada):
    use(0, 1, 7, 9)
    find(ada, "U02", 0.5, 1)
    told = _browser(ada).get("/api/v1/decisions/ada/pair/explanation/").json()
    (usage,) = (line for line in told["conditions"] if line["because"])
    assert (usage["measured"], usage["asked"]) == (1.5, 2)
    (discount,) = (line for line in told["discounts"] if line["code"] == "U02")
    assert discount["contestable"]
    assert discount["about"] == [{"kind": "usage_week", "key": None, "by": None, "at": "2026-06-08T00:00:00Z"}]


@pytest.mark.parametrize("role", ["admin", "reviewer", "auditor"])
def test_nobody_else_reads_it_in_any_role(pair, ada, dina, role):
    """Dina manages Ada, and oversees the program."""
    use(0, 1, 7, 9, 11)
    find(ada, "U02", 0.5, 1)
    enqueue({ada.pk}, reason="test")
    judge()
    RoleGrant.objects.create(person=dina, role=role)
    browser = _browser(dina)
    told = browser.get("/api/v1/decisions/ada/pair/explanation/").json()
    (usage,) = (line for line in told["conditions"] if "assistant" in line["sentence"])
    assert (usage["measured"], usage["because"]) == (None, "")
    assert "U0" not in json.dumps(told)
    assert "usage" not in json.dumps(told | {"conditions": []})
    decision = browser.get("/api/v1/decisions/ada/pair/").json()
    assert "peer_support.support" in decision["measures"]
    assert not any("usage" in name for name in decision["measures"])


def test_no_decision_and_no_award_keeps_what_was_used(pair, ada, chen):
    use(0, 1, 7, 9)
    judge()
    assert not any("usage" in name for stored in Decision.objects.all() for name in stored.measures)
    award = Award.objects.get(badge=pair)
    assert "usage_week" not in {fact["kind"] for fact in award.evidence}
    assert award.why[-1] == "Worked with an assistant regularly."
    page = _browser(chen).get("/people/ada").content.decode()
    assert "credited" not in page


@pytest.mark.parametrize("what", ["decisions", "measures", "awards"])
def test_no_export_tells_what_was_used(pair, ada, what):
    use(0, 1, 7, 9, 10)
    judge()
    rows = [json.loads(line) for line in _run("export", what).splitlines()]
    assert rows
    assert "usage" not in json.dumps([row | {"missing": []} for row in rows])
    if what == "measures":
        assert {row["credited_weeks"] for row in rows} == {None}


def test_the_command_line_explains_without_it_and_says_how_to_contest(pair, ada, chen):
    use(0, 1, 7, 9)
    find(ada, "U01", 0.0, 0, 1)
    told = _run("explain", "ada", "pair")
    assert "how far is shown to the person alone" in told
    assert "U01" not in told
    assert "/api/v1/appeals/" not in told


def _browser(person):
    user, _ = User.objects.get_or_create(username=person.key, defaults={"person": person})
    client = Client()
    client.force_login(user)
    return client


def _run(*words):
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=io.StringIO())
    return out.getvalue()
