"""Thanks from the form, and taking them back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from recognition.models import Thanks

pytestmark = pytest.mark.django_db


def test_the_toast_of_given_thanks_offers_to_take_them_back(seen_by, ada, bo):
    client = seen_by(ada)
    said = {"kind": "thanks", "to": "bo", "reason": "Thank you for the map!", "thanks_kind": "thanked"}
    page = client.post(reverse("recognition:recognise"), said, follow=True).content.decode()
    address = reverse("recognition:thanks_withdraw", args=[Thanks.objects.get().pk])
    assert f'action="{address}"' in page
    page = client.post(address, follow=True).content.decode()
    assert "Your thanks are taken back." in page
    assert "Thank you for the map!" not in page
    assert Thanks.objects.get().withdrawn_at is not None
    assert not bo.notifications.exists()


def test_twice_is_told(seen_by, ada, bo):
    said = Thanks.objects.create(giver=ada, receiver=bo, text="Thank you!", at=timezone.now())
    client, address = seen_by(ada), reverse("recognition:thanks_withdraw", args=[said.pk])
    client.post(address)
    assert "already withdrawn" in client.post(address, follow=True).content.decode()


def test_nobody_takes_back_the_thanks_of_others(seen_by, ada, bo):
    said = Thanks.objects.create(giver=ada, receiver=bo, text="Thank you!", at=timezone.now())
    assert seen_by(bo).post(reverse("recognition:thanks_withdraw", args=[said.pk])).status_code == 404
    assert Thanks.objects.get().withdrawn_at is None
