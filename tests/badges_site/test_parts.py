"""A part of a page is kept apart from the page."""

import pytest
from django.test import Client
from django.urls import reverse

from recognition.models import User

pytestmark = pytest.mark.django_db


def test_a_page_and_its_part_are_told_apart_and_pictures_need_not(ada, badge):
    client = Client()
    client.force_login(User.objects.create(username="ada", person=ada))
    page = client.get(reverse("recognition:people"))
    part = client.get(reverse("recognition:people"), headers={"HX-Request": "true"})
    assert page.content != part.content
    assert "HX-Request" in page["Vary"]
    assert "HX-Request" in part["Vary"]
    assert "HX-Request" not in client.get(reverse("recognition:badge_art", args=[badge.slug])).get("Vary", "")
