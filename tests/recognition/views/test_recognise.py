"""The one form for thanks and nominations, without a script."""

import pytest
from django.urls import reverse
from django.utils import timezone

from recognition.actions import preferences
from recognition.models import Badge, Contribution, Nomination, Outcome, Thanks

pytestmark = pytest.mark.django_db
REASON = "Sat with us for two days until the import ran, and wrote down how."


@pytest.fixture(autouse=True)
def live_badge(badge):
    return badge


@pytest.fixture
def send(seen_by, ada):
    def post(**said):
        form = {"kind": "nomination", "to": "chen", "badge": "bridge-builder", "reason": REASON} | said
        return seen_by(ada).post(reverse("recognition:recognise"), form)

    return post


def test_a_nomination_leads_to_its_page(send, chen, ada):
    sent = send()
    said = Nomination.objects.get()
    assert sent.url == reverse("recognition:nomination", args=[said.key])
    assert (said.nominator, said.nominee, said.reason) == (ada, chen, REASON)


def test_thanks_lead_to_the_profile(send, chen):
    sent = send(kind="thanks", reason="Thank you for the map!")
    assert sent.url == reverse("recognition:person", args=["chen"])
    assert Thanks.objects.get().text == "Thank you for the map!"
    assert not Nomination.objects.exists()


def test_an_outcome_of_theirs_is_linked(send, chen):
    outcome = Outcome.objects.create(source="git", key="1", kind="change_merged", at=timezone.now(), title="The import")
    Contribution.objects.create(outcome=outcome, person=chen)
    send(outcomes=[outcome.pk])
    assert list(Nomination.objects.get().outcomes.all()) == [outcome]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"to": "ada"}, "You cannot nominate yourself"),
        ({"to": "ada\x00"}, "Null characters are not allowed"),
        ({"to": ""}, "Choose who it is about"),
        ({"to": "nobody"}, "There is nobody with this id"),
        ({"to": "robo"}, "A bot cannot receive a badge"),
        ({"badge": ""}, "Choose the badge they earned"),
        ({"badge": "none"}, "This badge is not given by nomination"),
        ({"reason": ""}, "Say what they did"),
        ({"reason": "Great!"}, "Write at least one sentence"),
        ({"reason": "word " * 1200}, "at most 4000 characters"),
        ({"reason": "x" * 20_000}, "at most 4000 characters"),
        ({"reason": "Read this \u202ebackwards and be deceived by it."}, "hidden mark"),
        ({"outcomes": ["999"]}, "no longer exists"),
        ({"outcomes": ["x"]}, "not a valid value"),
        ({"outcomes": ["²"]}, "not a valid value"),  # a digit to Python, and no number
        ({"outcomes": ["9" * 5000]}, "not a valid value"),
        ({"kind": "medal"}, "medal"),
        ({"kind": "thanks", "reason": "x" * 600}, "Thanks are short"),
        ({"kind": "thanks", "reason": "Ta"}, "Write a few words"),
        ({"kind": "thanks", "thanks_kind": "bribed", "reason": "Thank you!"}, "Choose one of the kinds"),
        ({"kind": "thanks", "to": "ada", "reason": "Thank me!"}, "thanks go to a colleague"),
    ],
)
def test_what_cannot_be_said_is_told_and_nothing_is_kept(send, chen, robo, said, sentence):
    answer = send(**said)
    assert answer.status_code == 422
    errors = " ".join(str(error) for errors in answer.context["form"].errors.values() for error in errors)
    assert sentence in errors
    assert not Nomination.objects.exists()
    assert not Thanks.objects.exists()


def test_the_words_survive_a_refusal(send, chen):
    page = send(badge="").content.decode()
    assert REASON in page


def test_saying_it_twice_is_refused_kindly(send, chen):
    send()
    assert "You already said this" in send(reason=REASON + " Again.").content.decode()
    assert Nomination.objects.count() == 1


def test_the_form_offers_only_what_can_be_nominated_for(seen_by, ada, chen):
    Badge.objects.create(slug="one-year", name="One Year", purpose="Was here.", state="live", nominable=False)
    page = seen_by(ada).get(reverse("recognition:recognise"), {"to": "chen"}).content.decode()
    assert "Bridge Builder" in page
    assert "One Year" not in page


def test_the_picker_finds_others_and_never_oneself(seen_by, ada, bo):
    page = seen_by(ada).get(reverse("recognition:recognise_found"), {"q": "platform"})
    assert [person.key for person in page.context["found"]] == ["bo", "dina"]
    assert page.content.decode().strip().startswith('<div id="found"')


@pytest.mark.parametrize("to", ["ada", "robo", "nobody", "", "\x00"])
def test_any_address_gives_a_page(seen_by, ada, robo, to):
    assert seen_by(ada).get(reverse("recognition:recognise"), {"to": to, "badge": "x", "kind": "?"}).status_code == 200


def test_thanks_say_what_they_are_for(send, seen_by, ada, chen):
    send(kind="thanks", thanks_kind="mentored", reason="Thank you for the evenings with the compiler!")
    assert Thanks.objects.get().kind == "mentored"
    page = seen_by(ada).get(reverse("recognition:recognise"), {"to": "chen", "kind": "thanks"}).content.decode()
    assert '<option value="mentored"' in page


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"to": "nobody"}, "There is nobody with the id “nobody”"),
        ({"to": "ada"}, "This is you."),
        ({"to": "robo"}, "Robo Builder is a bot"),
        ({"to": "chen", "badge": "nope"}, "There is no badge “nope” to nominate for"),
    ],
)
def test_what_cannot_be_said_is_told_before_it_is_written(seen_by, ada, robo, chen, asked, sentence):
    page = seen_by(ada).get(reverse("recognition:recognise"), asked).content.decode()
    assert sentence in page
    assert ('name="reason"' in page) == (asked["to"] == "chen")


def test_hints_and_refusals_agree_on_how_short_thanks_may_be(seen_by, send, ada, chen):
    client, address = seen_by(ada), reverse("recognition:recognise_hints")
    for words, refused in (("Ta", True), ("Thank you!", False)):
        hints = client.post(address, {"kind": "thanks", "to": "chen", "reason": words}).content.decode()
        assert ("Write a few words" in hints) == refused
        assert send(kind="thanks", reason=words).status_code == (422 if refused else 302)


def test_everything_that_is_wrong_is_said_at_once(send, chen, badge):
    badge.nominable = False
    badge.save()
    text = send(to=chen.key, badge=badge.slug, reason="Good.").content.decode()
    assert "Write at least one sentence" in text
    assert 'id="badge-error"' in text
    text = send(to=chen.key, badge="", reason="Good.").content.decode()
    assert "Write at least one sentence" in text
    assert "Choose the badge they earned." in text


def test_badges_that_others_spoke_for_come_first_and_what_was_said_last(seen_by, ada, chen, bo, badge, say, give):
    from recognition.models import Badge

    others = [
        Badge.objects.create(slug=slug, name=slug.title(), purpose="Does what helps.", state="live")
        for slug in ("alpha", "beta", "gamma")
    ]
    say(ada, chen, of=others[0], days_ago=0)
    say(bo, chen, of=others[2], days_ago=0)
    give(chen, others[1])
    text = seen_by(ada).get("/recognise", {"to": chen.key}).content.decode()
    places = [text.index(f'name="badge" value="{slug}"') for slug in ("gamma", "beta", "bridge-builder", "alpha")]
    assert places[0] == min(places)
    assert places[3] == max(places)
    for words in ("join 1 colleague", "they hold it", "you said this already"):
        assert words in text


def test_that_others_spoke_is_told_of_who_keeps_words_private_only_to_who_spoke(seen_by, ada, chen, bo, badge, say):
    preferences.choose_visibility(by=chen, badges=True, words=False)
    say(bo, chen, days_ago=0)
    client = seen_by(ada)
    assert "join 1 colleague" not in client.get("/recognise", {"to": chen.key}).content.decode()
    say(ada, chen, days_ago=100)
    assert "join 1 colleague" in client.get("/recognise", {"to": chen.key}).content.decode()
