"""teams.change, teams.close"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from recognition.actions import people, teams, thanks
from recognition.actions.actors import System
from recognition.models import AuditEntry, Person, Team
from tests.recognition.actions.refused import code_of

HR = System("directory")


def test_a_team_gets_another_name_and_a_lead(company, dina):
    team = company["data"]
    teams.change(by=HR, team=team, name=" Data & AI ", parent=company["engineering"], lead=dina)
    stored = Team.objects.get(pk=team.pk)
    assert (stored.name, stored.lead, stored.parent) == ("Data & AI", dina, company["engineering"])
    assert AuditEntry.objects.get().data == {
        "before": {"name": "Data", "lead": None},
        "after": {"name": "Data & AI", "lead": "dina"},
    }


def test_a_team_without_facts_gets_another_place(company):
    moved = teams.change(by=HR, team=company["data"], name="Data", parent=company["design"], lead=None)
    assert moved.parent == company["design"]


def test_the_place_of_a_team_with_facts_is_fixed(company, ada, chen):
    thanks.give(by=ada, receiver=chen, text="Thank you for the long evening!")
    with pytest.raises(ValidationError) as refused:
        teams.change(by=HR, team=company["data"], name="Data", parent=company["design"], lead=None)
    assert code_of(refused) == "parent_fixed"
    assert teams.change(by=HR, team=company["data"], name="Rows", parent=company["engineering"], lead=None)


def test_a_team_never_stands_under_itself(company):
    with pytest.raises(ValidationError) as refused:
        teams.change(by=HR, team=company["design"], name="Design", parent=company["design"], lead=None)
    assert code_of(refused) == "cycle"


def test_only_somebody_who_works_here_leads(company, ada):
    people.leave(by=HR, person=ada, on=date(2024, 1, 1))
    with pytest.raises(ValidationError) as refused:
        teams.change(by=HR, team=company["data"], name="Data", parent=company["engineering"],
                     lead=Person.objects.get(pk=ada.pk))  # fmt: skip
    assert code_of(refused) == "lead"


def test_a_team_is_closed_when_nobody_is_left_in_it(company, chen):
    with pytest.raises(ValidationError) as refused:
        teams.close(by=HR, team=company["data"], on=date(2026, 1, 1))
    assert code_of(refused) == "members"
    people.move(by=HR, person=chen, team=None, manager=None, on=date(2026, 1, 1))
    assert teams.close(by=HR, team=company["data"], on=date(2026, 1, 1)).closed_on == date(2026, 1, 1)
    with pytest.raises(ValidationError) as refused:
        teams.close(by=HR, team=company["data"], on=date(2026, 1, 1))
    assert code_of(refused) == "closed"


def test_who_leaves_only_next_month_is_still_in_the_team(company, chen):
    people.leave(by=HR, person=chen, on=timezone.localdate() + timedelta(days=30))
    with pytest.raises(ValidationError) as refused:
        teams.close(by=HR, team=company["data"], on=timezone.localdate())
    assert code_of(refused) == "members"
    people.leave(by=HR, person=chen, on=timezone.localdate())
    assert teams.close(by=HR, team=company["data"], on=timezone.localdate()).closed_on


def test_a_team_with_open_teams_below_stays_open(company):
    with pytest.raises(ValidationError) as refused:
        teams.close(by=HR, team=company["engineering"], on=date(2026, 1, 1))
    assert code_of(refused) == "children"


def test_a_team_that_closes_before_those_below_it_stays_open(company):
    below, above = company["platform"], company["engineering"]
    teams.close(by=HR, team=company["data"], on=date(2026, 1, 1))
    Team.objects.filter(pk=below.pk).update(closed_on=date(2026, 3, 1))
    with pytest.raises(ValidationError) as refused:
        teams.close(by=HR, team=above, on=date(2026, 2, 1))
    assert code_of(refused) == "children"
    assert teams.close(by=HR, team=above, on=date(2026, 3, 1)).closed_on


@pytest.mark.parametrize("days", [-30, 0, 30])
def test_a_team_with_a_closing_day_takes_nobody_and_no_team_in(company, chen, days):
    design = company["design"]
    teams.close(by=HR, team=design, on=timezone.localdate() + timedelta(days=days))
    for field, put_in in (
        ("team", lambda: people.add(by=HR, key="new", display_name="New", team=design)),
        ("team", lambda: people.move(by=HR, person=chen, team=design, manager=None, on=date(2026, 1, 1))),
        ("parent", lambda: teams.add(by=HR, key="new", name="New", parent=design)),
        ("parent", lambda: teams.change(by=HR, team=company["data"], name="Data", parent=design, lead=None)),
    ):
        with pytest.raises(ValidationError) as refused:
            put_in()
        assert code_of(refused) == "closed"
        assert list(refused.value.error_dict) == [field]


def test_who_is_in_a_closed_team_already_can_get_another_manager(company, chen, dina):
    Team.objects.filter(pk=company["data"].pk).update(closed_on=date(2026, 1, 1))
    moved = people.move(by=HR, person=chen, team=company["data"], manager=dina, on=date(2026, 2, 1))
    assert (moved.team, moved.manager) == (company["data"], dina)


def test_nobody_else_changes_a_team(company, ada):
    with pytest.raises(PermissionDenied):
        teams.change(by=ada, team=company["data"], name="Mine", parent=None, lead=None)
    with pytest.raises(PermissionDenied):
        teams.close(by=ada, team=company["data"], on=date(2026, 1, 1))
