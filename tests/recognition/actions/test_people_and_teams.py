"""people.add, people.move, people.leave, teams.add"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from recognition.actions import people, roles, teams
from recognition.actions.actors import System
from recognition.actions.circumstances import team_id_on
from recognition.models import Person, TeamMembership
from tests.recognition.actions.refused import code_of

HR = System("directory")


def test_a_new_person_has_a_team_from_the_first_day(company):
    new = people.add(by=HR, key="fin", display_name=" Fin Amari ", team=company["data"], started_on=date(2026, 1, 5))
    assert (new.display_name, new.email) == ("Fin Amari", None)
    assert team_id_on(new, date(2026, 1, 5)) == company["data"].pk


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"key": "fin amari"}, "key"),
        ({"key": "ada"}, "key"),
        ({"display_name": ""}, "display_name"),
        ({"display_name": "Fin\u202e"}, "display_name"),
        ({"email": "nobody"}, "email"),
        ({"email": "ada@plaudit.example"}, "email"),
    ],
)
def test_a_wrong_or_taken_field_is_refused(ada, more, field):
    with pytest.raises(ValidationError) as refused:
        people.add(by=HR, **({"key": "fin", "display_name": "Fin"} | more))
    assert list(refused.value.message_dict) == [field]
    assert not Person.objects.filter(display_name__startswith="Fin").exists()


def test_only_admins_change_the_directory(ada, bo, company):
    with pytest.raises(PermissionDenied):
        people.add(by=ada, key="fin", display_name="Fin")
    with pytest.raises(PermissionDenied):
        teams.add(by=ada, key="new", name="New")
    roles.grant(by=HR, person=ada, role="admin")
    people.move(by=ada, person=bo, team=company["data"], manager=None, on=date(2026, 1, 5))
    assert teams.add(by=ada, key="new", name="New", parent=company["data"]).parent == company["data"]


def test_a_move_keeps_the_team_of_the_days_before(bo, company):
    moved = people.move(by=HR, person=bo, team=company["data"], manager=None, on=date(2026, 1, 5))
    assert (moved.team, moved.manager) == (company["data"], None)
    assert team_id_on(moved, date(2026, 1, 4)) == company["platform"].pk
    assert team_id_on(moved, date(2026, 1, 5)) == company["data"].pk


def test_a_second_move_on_one_day_corrects_the_first(bo, company):
    people.move(by=HR, person=bo, team=company["data"], manager=None, on=date(2026, 1, 5))
    people.move(by=HR, person=bo, team=company["design"], manager=None, on=date(2026, 1, 5))
    spans = TeamMembership.objects.filter(person=bo).values_list("team__key", "since", "until")
    assert list(spans) == [
        ("platform", date(2023, 1, 9), date(2026, 1, 5)),
        ("design", date(2026, 1, 5), None),
    ]


def test_a_move_before_the_last_known_one_is_refused(bo, company):
    people.move(by=HR, person=bo, team=company["data"], manager=None, on=date(2026, 1, 5))
    with pytest.raises(ValidationError) as refused:
        people.move(by=HR, person=bo, team=company["design"], manager=None, on=date(2025, 1, 5))
    assert code_of(refused) == "earlier_than_last"


def test_nobody_becomes_their_own_manager_over_others(ada, dina):
    for manager in (dina, ada):
        with pytest.raises(ValidationError) as refused:
            people.move(by=HR, person=dina, team=dina.team, manager=manager, on=date(2026, 1, 5))
        assert code_of(refused) == "manager_cycle"


def test_who_leaves_is_kept(ada):
    gone = people.leave(by=HR, person=ada, on=date(2026, 1, 31))
    assert not gone.is_active
    with pytest.raises(ValidationError) as refused:
        people.leave(by=HR, person=ada, on=date(2020, 1, 1))
    assert code_of(refused) == "before_start"
