"""History that is told late, by whatever door, makes no message and no e-mail."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from recognition.actions import nominations, outcomes, preferences, thanks
from recognition.actions.actors import System
from recognition.importing.run import import_directory
from recognition.models import Badge, Notification, OutboxMessage, Person
from recognition.queries.news import concerned_since
from tests.recognition.importing.conftest import ACKNOWLEDGEMENTS, OUTCOMES, PEOPLE, facts  # noqa: F401

pytestmark = pytest.mark.django_db
TOPICS = ["awards", "words", "seconds", "outcomes"]
REASON = "She brought two teams into one room and it worked."


@pytest.fixture(autouse=True)
def mail_is_on(settings):
    settings.MAIL_ON = True


def wants_everything_at_once(*people):
    for person in people:
        preferences.choose_messages(by=person, wanted=TOPICS, ways=dict.fromkeys(TOPICS, "at_once"))


def silent():
    return not Notification.objects.exists() and not OutboxMessage.objects.exists()


def test_an_import_of_history_is_silent(facts):  # noqa: F811
    directory = facts(people=[{**one, "email": f"{one['id']}@plaudit.example"} for one in PEOPLE])
    import_directory(directory, by=System("test"))
    wants_everything_at_once(*Person.objects.all())
    Badge.objects.create(slug="mentor", name="Mentor", purpose="Helps.", state="live")
    nominated = {
        "id": "n1", "from": "p1", "to": "p2", "badge": "mentor", "reason": REASON, "at": "2025-03-01T09:00:00Z",
    }  # fmt: skip
    directory = facts(outcomes=OUTCOMES, acknowledgements=ACKNOWLEDGEMENTS, nominations=[nominated])
    assert import_directory(directory, by=System("test")).changed
    assert silent()


@pytest.mark.parametrize("days", [4, 400])
def test_every_door_of_facts_is_silent_about_history(days, ada, bo, chen, badge):
    wants_everything_at_once(ada, bo, chen)
    at = timezone.now() - timedelta(days=days)
    said = nominations.submit(by=ada, nominee=bo, badge=badge, reason=REASON, at=at)
    nominations.submit(by=chen, nominee=bo, badge=badge, reason="He got two teams to agree.", at=at)
    thanks.give(by=ada, receiver=bo, text="Thank you for the map!", at=at)
    outcome = outcomes.report(source="test", key="o1", kind="change_merged", at=at, by=System("test"), authors=[bo])
    outcomes.verify(by=chen, outcome=outcome, at=at)
    assert said.pk
    assert silent()


def test_whom_something_of_now_concerns_is_found(ada, bo, chen, badge):
    thanks.give(by=ada, receiver=bo, text="Thank you for the map!")
    thanks.give(by=ada, receiver=chen, text="Thank you!", at=datetime(2025, 1, 1, tzinfo=UTC))
    assert concerned_since(timezone.now() - timedelta(days=3)) == {bo.pk}
