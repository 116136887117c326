"""The workshop: badges as their makers see them."""

import pytest
from django.urls import reverse

from recognition.models import Badge, RoleGrant

pytestmark = pytest.mark.django_db

WORDS = {"name": "Night Owl", "purpose": "Brings services back at night.", "category": "reliability", "nominable": "on"}
WORKSHOP = "recognition:workshop"


@pytest.fixture
def admin(seen_by, dina):
    RoleGrant.objects.create(person=dina, role="admin")
    return seen_by(dina)


@pytest.fixture
def steward(seen_by, ada, badge):
    RoleGrant.objects.create(person=ada, role="steward", badge=badge)
    return seen_by(ada)


def words(name):
    return reverse("recognition:workshop_edit", args=[name])


def test_an_admin_begins_a_badge_draws_it_and_publishes_it(admin):
    begun = admin.post(reverse("recognition:workshop_new"), WORDS)
    assert begun["Location"] == reverse("recognition:design", args=["night-owl"])
    assert Badge.objects.get(slug="night-owl").state == "draft"
    assert "Night Owl" in admin.get(reverse(WORKSHOP)).content.decode()
    assert "Publish Night Owl?" in admin.get(words("night-owl")).content.decode()
    admin.post(reverse("recognition:workshop_step", args=["night-owl", "publish"]))
    assert Badge.objects.get(slug="night-owl").state == "live"
    admin.post(reverse("recognition:workshop_step", args=["night-owl", "retire"]))
    assert Badge.objects.get(slug="night-owl").state == "retired"


def test_a_step_that_is_not_possible_says_why(admin, badge):
    address = reverse("recognition:workshop_step", args=[badge.slug, "publish"])
    assert "Only a draft can be published." in admin.post(address, follow=True).content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": ""}, "Give it a name."),
        ({"purpose": ""}, "Say what it is for."),
        ({"name": "Bridge Builder"}, "already exists"),
        ({"name": "Bridge-Builder!"}, "nearly this name already exists"),
        ({"name": "a" * 121}, "at most 120 characters"),
        ({"category": "tokens"}, "Select a valid choice"),
        ({"purpose": "Hidden \u202e turn."}, "direction"),
    ],
)
def test_words_that_cannot_be_are_refused_and_kept_on_the_page(admin, badge, more, said):
    answer = admin.post(reverse("recognition:workshop_new"), WORDS | more)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert 'aria-invalid="true"' in text
    assert Badge.objects.count() == 1


def test_a_name_without_latin_letters_gets_an_address_too(admin):
    admin.post(reverse("recognition:workshop_new"), WORDS | {"name": "夜の番人"})
    assert Badge.objects.get(name="夜の番人").slug == "badge-1"


def test_a_steward_edits_the_words_of_the_own_badge(steward, badge):
    assert "Bridge Builder" in steward.get(words(badge.slug)).content.decode()
    steward.post(words(badge.slug), WORDS)
    badge.refresh_from_db()
    assert (badge.name, badge.slug) == ("Night Owl", "bridge-builder")


def test_a_steward_sees_own_badges_only_and_begins_publishes_and_retires_none(steward, badge):
    Badge.objects.create(slug="mentor", name="Mentor", purpose="Helps others grow.")
    page = steward.get(reverse(WORKSHOP)).content.decode()
    assert "Bridge Builder" in page
    assert "Mentor" not in page
    assert "Begin a badge" not in page
    assert steward.get(words("mentor")).status_code == 403
    assert "Retire Bridge Builder?" not in steward.get(words(badge.slug)).content.decode()
    assert steward.post(reverse("recognition:workshop_new"), WORDS).status_code == 403
    assert steward.post(reverse("recognition:workshop_step", args=[badge.slug, "retire"])).status_code == 403


def test_who_makes_no_badge_finds_no_workshop(seen_by, bo, badge):
    assert seen_by(bo).get(reverse(WORKSHOP)).status_code == 403
    assert reverse(WORKSHOP) not in seen_by(bo).get(reverse("recognition:badges")).content.decode()


def test_an_unknown_step_is_not_found(admin, badge):
    assert admin.post(reverse("recognition:workshop_step", args=[badge.slug, "explode"])).status_code == 404


def test_no_step_is_taken_by_looking(admin, badge):
    assert admin.get(reverse("recognition:workshop_step", args=[badge.slug, "retire"])).status_code == 405


def test_drafts_stand_first(admin, badge):
    Badge.objects.create(slug="zebra", name="Zebra", purpose="Is a draft.")
    made = admin.get(reverse(WORKSHOP)).context["page"]
    assert [entry.slug for entry in made] == ["zebra", "bridge-builder"]


def test_badges_are_searched_and_narrowed_by_state(seen_by, ada, badge, many_badges):
    RoleGrant.objects.create(person=ada, role="admin")
    many_badges(40)
    client = seen_by(ada)
    assert "Page 1 of 2" in client.get("/workshop").content.decode()
    text = client.get("/workshop", {"q": "bridge", "state": "live"}).content.decode()
    assert "Bridge Builder" in text
    assert "Badge 007" not in text
    assert "No badge is found by this" in client.get("/workshop", {"state": "retired"}).content.decode()
    part = client.get("/workshop", {"q": "bridge"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Bridge Builder" in part
