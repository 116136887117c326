"""people.describe, people.come_back, people.set_automated, and the last admin"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from recognition.actions import people, roles
from recognition.actions.actors import System
from recognition.actions.circumstances import team_id_on
from recognition.models import AuditEntry, Person
from recognition.queries.people import search
from recognition.signals import facts_changed
from tests.recognition.actions.refused import code_of

HR = System("directory")
WORDS = {"display_name": "Bo Nakamura", "email": "bo@plaudit.example", "started_on": date(2023, 1, 9)}


@pytest.fixture
def touched():
    seen = []

    def listen(sender, person_ids, reason, **more):
        seen.append((reason, person_ids))

    facts_changed.connect(listen)
    yield seen
    facts_changed.disconnect(listen)


def test_other_words_are_found_by_them_and_the_audit_keeps_which_and_not_what(bo, touched):
    people.describe(by=HR, person=bo, **(WORDS | {"display_name": "Bo Łukasz", "title": "Pilot"}))
    assert [found.key for found in search("lukasz pilot")] == ["bo"]
    entry = AuditEntry.objects.get()
    assert entry.data == {"changed": ["display_name", "title"]}
    assert touched == []


def test_what_is_the_same_leaves_no_trace(bo):
    people.describe(by=HR, person=bo, **WORDS)
    assert not AuditEntry.objects.exists()


def test_another_first_day_takes_the_first_team_along_and_is_judged(bo, company, touched):
    people.move(by=HR, person=bo, team=company["data"], manager=None, on=date(2024, 1, 5))
    people.describe(by=HR, person=bo, **(WORDS | {"started_on": date(2022, 3, 1)}))
    assert team_id_on(bo, date(2022, 3, 2)) == company["platform"].pk
    assert touched[-1] == ("person.describe", {bo.pk})


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"display_name": " "}, "display_name"),
        ({"email": "ada@plaudit.example"}, "email"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"started_on": date(2024, 2, 1)}, "started_on"),
        ({"title": "Hidden \u202e"}, "title"),
    ],
)
def test_words_that_cannot_be_are_refused_on_their_field(ada, bo, company, more, field):
    people.move(by=HR, person=bo, team=company["data"], manager=None, on=date(2024, 1, 5))
    with pytest.raises(ValidationError) as refused:
        people.describe(by=HR, person=bo, **(WORDS | more))
    assert list(refused.value.message_dict) == [field]
    assert Person.objects.get(pk=bo.pk).display_name == "Bo Nakamura"


def test_a_first_day_after_the_last_one_is_refused(bo):
    people.leave(by=HR, person=bo, on=date(2024, 1, 1))
    with pytest.raises(ValidationError) as refused:
        people.describe(by=HR, person=bo, **(WORDS | {"started_on": date(2025, 1, 1)}))
    assert code_of(refused) == "after_end"


def test_who_left_by_mistake_comes_back(bo):
    people.leave(by=HR, person=bo, on=date(2024, 1, 1))
    assert people.come_back(by=HR, person=bo).is_active
    with pytest.raises(ValidationError):
        people.come_back(by=HR, person=bo)


def test_who_turns_out_to_be_a_bot_has_everybody_judged_again(ada, bo, touched):
    people.set_automated(by=HR, person=bo, automated=True)
    assert touched == [("person.set_automated", set(Person.objects.values_list("pk", flat=True)))]
    people.set_automated(by=HR, person=bo, automated=True)
    assert len(touched) == 1


@pytest.mark.parametrize("step", ["leave", "set_automated"])
def test_the_last_admin_stays(ada, bo, step):
    roles.grant(by=HR, person=ada, role="admin")
    how = {"leave": {"on": date(2026, 1, 1)}, "set_automated": {"automated": True}}[step]
    with pytest.raises(ValidationError) as refused:
        getattr(people, step)(by=ada, person=ada, **how)
    assert code_of(refused) == "last_admin"
    roles.grant(by=HR, person=bo, role="admin")
    getattr(people, step)(by=ada, person=ada, **how)


@pytest.mark.parametrize(
    "step",
    [
        lambda by, bo: people.describe(by=by, person=bo, **WORDS),
        lambda by, bo: people.come_back(by=by, person=bo),
        lambda by, bo: people.set_automated(by=by, person=bo, automated=True),
    ],
)
def test_nobody_else_changes_the_directory(ada, bo, step):
    with pytest.raises(PermissionDenied):
        step(ada, bo)
