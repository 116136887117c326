"""The order in which a directory tells of users and groups changes nothing about what comes of it."""

from django.test import Client
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from recognition.actions import directory_tokens
from recognition.actions.actors import System
from recognition.models import Person, Team
from tests.recognition.directory.provisioning import Provider, group, user

PEOPLE = ["ada", "bo", "chen", "dina", "eve"]
GROUPS = ["team-one", "team-two", "readers"]


@st.composite
def messages(draw):
    """A company: whoever it names as a manager may never be told of; everybody is in one team at most."""
    told = []
    people = draw(st.lists(st.sampled_from(PEOPLE), unique=True, min_size=1))
    for key in people:
        manager = draw(st.sampled_from([None, *(f"00u-{other}" for other in PEOPLE), *PEOPLE]))
        active = draw(st.booleans())
        told.append(("/Users", user(key, externalId=f"00u-{key}", manager=manager, active=active)))
    teams = {key: draw(st.sampled_from(["team-one", "team-two", None])) for key in PEOPLE}
    for name in draw(st.lists(st.sampled_from(GROUPS), unique=True)):
        members = [f"00u-{key}" for key in PEOPLE if teams[key] == name or name == "readers"]
        told.append(("/Groups", group(name, members)))
    return told, draw(st.permutations(told))


def company():
    people = Person.objects.order_by("key").values_list("key", "display_name", "manager__key", "team__key", "left_on")
    return list(people), list(Team.objects.order_by("key").values_list("key", "name", "closed_on"))


class AnyOrder(TestCase):
    @hypothesis_settings(max_examples=12)
    @given(messages())
    def test_gives_the_same_people_teams_and_managers(self, told):
        from django.db import transaction

        outcomes = []
        for order in told:
            with transaction.atomic():
                secret = directory_tokens.make(by=System("test"), name="idp", days=30)[1]
                idp = Provider(Client(), secret)
                for path, body in order:
                    idp.ok("POST", path, body)
                outcomes.append(company())
                transaction.set_rollback(True)
        assert outcomes[0] == outcomes[1]
