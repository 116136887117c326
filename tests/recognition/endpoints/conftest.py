import pytest

from recognition.actions import endpoints
from tests.recognition.endpoints.receiver import receiving


@pytest.fixture
def receiver(settings):
    """Answers 200 until it is told otherwise; allowed although it is on this machine."""
    settings.WEBHOOK_ALLOWED_PRIVATE = ["127.0.0.1/32"]
    settings.SITE_URL = "https://plaudit.example"
    with receiving() as told:
        yield told


@pytest.fixture
def admin(dina):
    from recognition.models import RoleGrant

    RoleGrant.objects.create(person=dina, role="admin")
    return dina


@pytest.fixture
def hook(admin, receiver):
    """Make an endpoint of the receiver; gives it and its secret."""

    def make(*events, kind="webhook", name="Intranet", **more):
        wanted = events or ("award.given",)
        return endpoints.make(by=admin, name=name, kind=kind, url=f"{receiver.url}/in?k=1", events=wanted, **more)

    return make


@pytest.fixture
def give_award(badge):
    from django.utils import timezone

    from recognition.models import Award

    def give(person):
        return Award.objects.create(badge=badge, person=person, rule_version=1, given_at=timezone.now())

    return give
