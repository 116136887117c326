"""A profile."""

import pytest
from django.urls import reverse
from django.utils import timezone

from recognition.models import Award, AwardChange, Person, Thanks

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(seen_by):
    def page(viewer, of):
        return seen_by(viewer).get(reverse("recognition:person", args=[of.key])).content.decode()

    return page


def test_it_says_why_each_badge_was_given(profile, give, ada, bo):
    give(bo, why=["Three teams spoke for them.", "Two changes held."])
    page = profile(ada, bo)
    assert "Three teams spoke for them." in page
    assert "Two changes held." in page


def test_what_is_hidden_declined_or_revoked_only_the_holder_sees(profile, give, many_badges, ada, bo):
    hidden, declined, revoked = many_badges(3)
    give(bo, hidden, hidden=True)
    give(bo, declined, declined_at=timezone.now())
    give(bo, revoked, status=Award.Status.REVOKED)
    for other in many_badges(1):
        give(bo, other)
    for_others, for_bo = profile(ada, bo), profile(bo, bo)
    for badge in (hidden, declined, revoked):
        assert badge.name not in for_others
        assert badge.name in for_bo


def test_a_hidden_badge_does_not_stand_beside_the_own_name(seen_by, give, bo):
    give(bo, hidden=True)
    assert seen_by(bo).get(reverse("recognition:person", args=["bo"])).context["marks"] == []


def test_the_words_of_colleagues_are_shown_with_their_names(profile, say, ada, bo, chen):
    say(chen, bo, reason="Explained the whole build to us in an hour.")
    Thanks.objects.create(giver=chen, receiver=bo, text="Thank you for the map.", at=timezone.now())
    page = profile(ada, bo)
    assert "Explained the whole build to us in an hour." in page
    assert "Thank you for the map." in page
    assert "Chen Wei" in page


def test_several_thanks_of_one_giver_on_a_day_are_one_entry(profile, ada, bo, chen):
    noon = timezone.now().replace(hour=12)
    for text, kind in (("Thank you for the map.", "helped"), ("Thank you for the tour.", "thanked")):
        Thanks.objects.create(giver=chen, receiver=bo, text=text, kind=kind, at=noon)
    page = profile(ada, bo)
    assert page.count("Thank you for the") == 1
    assert "and 1 more that day" in page


def test_withdrawn_words_are_gone(profile, say, ada, bo, chen):
    say(chen, bo, reason="Said in error, it was somebody else.", withdrawn_at=timezone.now())
    assert "Said in error" not in profile(ada, bo)


def test_markup_in_words_is_text(profile, say, ada, bo, chen):
    say(chen, bo, reason="<script>alert(1)</script> five words of praise here")
    assert "<script>alert" not in profile(ada, bo)


def test_the_chain_of_managers_ends_even_in_a_circle(profile, ada, dina):
    Person.objects.filter(key="dina").update(manager=ada)
    page = profile(ada, ada)
    assert "Dina Okafor" in page


def test_a_stranger_to_the_directory_is_not_found(seen_by, ada):
    assert seen_by(ada).get(reverse("recognition:person", args=["nobody"])).status_code == 404


@pytest.mark.parametrize("act", ["pin", "unpin", "hide", "show", "decline"])
def test_the_holder_changes_how_an_own_badge_is_shown(seen_by, give, badge, bo, act):
    before = give(bo, pinned=act == "unpin", hidden=act == "show")
    answer = seen_by(bo).post(reverse("recognition:own_award", args=[badge.slug, act]), follow=True)
    assert answer.status_code == 200
    after = Award.objects.get(pk=before.pk)
    assert (after.pinned, after.hidden, after.declined_at is not None) == {
        "pin": (True, False, False),
        "unpin": (False, False, False),
        "hide": (False, True, False),
        "show": (False, False, False),
        "decline": (False, False, True),
    }[act]


def test_nobody_changes_the_badge_of_another(seen_by, give, badge, ada, bo):
    give(bo)
    assert seen_by(ada).post(reverse("recognition:own_award", args=[badge.slug, "hide"])).status_code == 404
    assert not Award.objects.get().hidden


def test_an_unknown_act_is_not_found(seen_by, give, badge, bo):
    give(bo)
    assert seen_by(bo).post(reverse("recognition:own_award", args=[badge.slug, "steal"])).status_code == 404


def test_declining_asks_first_and_can_be_taken_back(seen_by, give, badge, bo):
    award = give(bo, tier="gold")
    client, address = seen_by(bo), reverse("recognition:own_award", args=[badge.slug, "decline"])
    assert "Decline Bridge Builder?" in client.get(address).content.decode()
    award.refresh_from_db()
    assert award.declined_at is None
    declined = client.post(address, follow=True).content.decode()
    assert "I want it after all" in declined
    assert "You declined it on" in declined
    client.post(reverse("recognition:own_award", args=[badge.slug, "accept"]))
    award.refresh_from_db()
    assert (award.status, award.tier, award.declined_at) == ("active", "gold", None)


def test_only_declining_has_a_page(seen_by, give, badge, bo):
    give(bo)
    assert seen_by(bo).get(reverse("recognition:own_award", args=[badge.slug, "hide"])).status_code == 405


def test_what_lapsed_says_when_and_why_to_the_holder_alone(profile, seen_by, give, ada, bo):
    award = give(bo, status="lapsed")
    at = timezone.now().replace(year=2026, month=5, day=6)
    AwardChange.objects.create(award=award, from_status="active", to_status="lapsed", reason="It was undone.", at=at)
    own = profile(bo, bo)
    assert "Lapsed on 6 May 2026: It was undone." in own
    assert "It was undone." not in profile(ada, bo)
    home = seen_by(bo).get(reverse("recognition:home")).content.decode()
    assert "Bridge Builder no longer stands: your profile says why." in home
