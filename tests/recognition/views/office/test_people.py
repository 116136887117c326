"""The directory as admins see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recognition.models import Person, RoleGrant, Team, User

PEOPLE = "/office/people"


def about(key, act=""):
    return f"{PEOPLE}/{key}" + (f"/{act}" if act else "")


def text(answer):
    return answer.content.decode()


def test_a_person_is_added_and_found(admin, company):
    answer = admin.post(
        f"{PEOPLE}/new",
        {"key": "fin", "display_name": "Fin Amari", "team": "data", "manager": "dina", "started_on": "2026-01-05"},
    )
    assert answer["Location"] == about("fin")
    fin = Person.objects.get(key="fin")
    assert (fin.team, fin.manager.key, str(fin.started_on)) == (company["data"], "dina", "2026-01-05")
    assert "Fin Amari" in text(admin.get(PEOPLE, {"q": "amari"}))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"key": "ada"}, "already exists"),
        ({"key": "a b"}, "Use letters, digits"),
        ({"manager": "nobody"}, "There is nobody with this directory id"),
        ({"display_name": ""}, "This field is required"),
        ({"team": "nowhere"}, "There is no team"),
        ({"started_on": "yesterday"}, "Enter a valid date"),
    ],
)
def test_what_is_refused_comes_back_with_what_was_written(admin, ada, fields, said):
    answer = admin.post(f"{PEOPLE}/new", {"key": "fin", "display_name": "Fin", "title": "Pilot"} | fields)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Pilot" in text(answer)
    assert not Person.objects.filter(title="Pilot").exists()


def test_every_form_of_a_person_does_what_it_says(admin, bo, company, badge):
    words = {"display_name": "Bo N.", "email": "bo@plaudit.example", "time_zone": "Asia/Tokyo", "title": "Pilot"}
    steps = [
        ("words", words),
        ("place", {"team": "design", "manager": "", "on": "2026-01-05"}),
        ("grant", {"role": "steward", "badge": "bridge-builder"}),
        ("leave", {"on": "2026-02-01"}),
        ("come-back", {}),
    ]
    for act, fields in steps:
        assert admin.post(about("bo", act), fields)["Location"] == about("bo"), act
    bo.refresh_from_db()
    assert (bo.display_name, bo.title, bo.team, bo.manager, bo.left_on) == (
        "Bo N.", "Pilot", company["design"], None, None,
    )  # fmt: skip
    grant = RoleGrant.objects.get(person=bo)
    admin.post(about("bo", "end-role"), {"grant": grant.pk})
    assert not RoleGrant.objects.filter(person=bo).exists()
    admin.post(about("bo", "automated"))
    bo.refresh_from_db()
    assert bo.automated
    admin.post(about("bo", "automated"))
    User.objects.create(username="bo.n")
    admin.post(about("bo", "link"), {"username": "bo.n"})
    assert User.objects.get(person=bo).username == "bo.n"
    admin.post(about("bo", "unlink"))
    assert not User.objects.filter(person=bo).exists()


def test_a_refused_form_stays_open_with_its_reason_and_leaves_the_others_alone(admin, bo):
    answer = admin.post(about("bo", "place"), {"team": "", "manager": "bo", "on": "2026-01-05"})
    assert answer.status_code == 422
    assert "would become their own manager" in text(answer)
    assert "bo@plaudit.example" in text(answer)


def test_the_grant_of_somebody_else_is_not_ended_through_another_entry(admin, ada, bo):
    grant = RoleGrant.objects.create(person=ada, role="reviewer")
    admin.post(about("bo", "end-role"), {"grant": grant.pk})
    assert RoleGrant.objects.filter(pk=grant.pk).exists()


def test_nobody_gives_a_role_or_a_login_to_themselves(admin, dina):
    assert "Give a role" not in text(admin.get(about("dina")))
    assert admin.post(about("dina", "grant"), {"role": "reviewer"}).status_code == 403
    assert admin.post(about("dina", "link"), {"username": "x"}).status_code == 403


def test_who_left_and_bots_are_found_under_their_state(admin, bo, robo):
    Person.objects.filter(pk=bo.pk).update(left_on="2024-01-01")
    found = {
        state: [person.key for person in admin.get(PEOPLE, {"state": state}).context["page"]]
        for state in ("here", "left", "automated", "roles", "all")
    }
    assert found == {
        "here": ["dina"], "left": ["bo"], "automated": ["robo"], "roles": ["dina"], "all": ["bo", "dina", "robo"],
    }  # fmt: skip
    assert admin.get(PEOPLE, {"state": "sleeping"}).status_code == 404


def test_who_may_be_meant_is_offered_while_one_types(admin, ada):
    offered = text(admin.get(reverse("recognition:office_known"), {"manager": "lindq"}))
    assert '<option value="ada">Ada Lindqvist' in offered
    assert "<option" not in text(admin.get(reverse("recognition:office_known"), {"manager": ""}))
    offered = text(admin.get(reverse("recognition:office_known"), {"team": "plat"}))
    assert '<option value="platform">Platform' in offered


def test_a_team_is_meant_by_its_id_or_by_its_name_alone(admin, bo, company):
    def moved_to(team):
        return admin.post(about("bo", "place"), {"team": team, "manager": "", "on": "2026-01-05"})

    assert moved_to("Design").status_code == 302
    bo.refresh_from_db()
    assert bo.team == company["design"]
    Team.objects.create(key="design-2", name="Design")
    assert "Several teams have this name" in text(moved_to("Design"))
    assert moved_to("design-2").status_code == 302
    Team.objects.filter(key="data").update(closed_on="2025-01-01")
    refused = moved_to("data")
    assert refused.status_code == 422
    assert "Data is closed, or will be soon: choose another team." in text(refused)


def test_auditors_read_and_change_nothing(auditor, bo):
    assert auditor.get(PEOPLE).status_code == 200
    page = text(auditor.get(about("bo")))
    assert "Keep these words" not in page
    assert "Mark as left" not in page
    assert auditor.post(about("bo", "leave"), {"on": "2026-01-01"}).status_code == 403
    assert auditor.get(f"{PEOPLE}/new").status_code == 403


def test_the_list_asks_as_often_for_many_as_for_few(admin, company):
    counts = []
    for number in (2, 25):
        for n in range(number):
            person = Person.objects.create(key=f"p{number}-{n}", display_name=f"P {n}", team=company["data"])
            RoleGrant.objects.create(person=person, role="reviewer")
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(PEOPLE).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("offered", ["known-people", "known-teams"])
def test_a_new_person_is_offered_managers_and_teams_while_one_types(admin, offered):
    page = text(admin.get("/office/people/new"))
    assert page.count(f'list="{offered}"') == page.count(f'<datalist id="{offered}">') == 1
