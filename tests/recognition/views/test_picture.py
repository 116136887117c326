"""A picture of one's own in a badge: uploaded, looked at, kept, shown."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from recognition.actions import roles
from recognition.actions.actors import System
from recognition.models import BadgePicture
from recognition.templatetags.plaudit import art_address
from tests.recognition.art.test_uploads import png

pytestmark = pytest.mark.django_db
DESIGN = "/badges/bridge-builder/design"


@pytest.fixture
def steward(dina, badge):
    roles.grant(by=System("test"), person=dina, role="steward", badge=badge)
    return dina


def a_file(content=None):
    return SimpleUploadedFile("medal.png", content or png(512, 512), content_type="image/png")


def upload(client, **parts):
    return client.post("/badges/bridge-builder/picture", {"picture": a_file(), "shape": "star", **parts})


def test_an_uploaded_picture_is_looked_at_before_it_is_kept(seen_by, steward, badge):
    client = seen_by(steward)
    answer = upload(client)
    assert answer.status_code == 302
    assert "shape=star" in answer["Location"]
    assert "middle=face" in answer["Location"]
    page = client.get(answer["Location"]).content.decode()
    assert "In the middle" in page
    assert f'name="picture" value="{BadgePicture.objects.first().digest}"' in page
    badge.refresh_from_db()
    assert "picture" not in badge.art


def test_a_kept_picture_is_shown_everywhere_under_a_new_address(seen_by, steward, badge, bo):
    client = seen_by(steward)
    before = art_address(badge, 64, "")
    parts = parse_qs(urlsplit(upload(client)["Location"]).query)
    client.post(DESIGN, {name: words[0] for name, words in parts.items()})
    badge.refresh_from_db()
    address = art_address(badge, 64, "")
    assert address != before
    shown = Client().get(address)
    assert "data:image/png;base64," in shown.content.decode()
    assert shown["Content-Type"] == "image/svg+xml"
    assert "immutable" in shown["Cache-Control"]


def test_what_cannot_be_taken_comes_back_with_the_reason(seen_by, steward):
    client = seen_by(steward)
    for content, reason in ((b"GIF89a" + bytes(99), "This is not a PNG"), (png(512, 600), "cut it to a square")):
        answer = client.post("/badges/bridge-builder/picture", {"picture": a_file(content), "palette": "rose"})
        assert answer.status_code == 422
        assert reason in answer.content.decode()
        assert 'value="rose" checked' in answer.content.decode()
    assert "Choose a file first." in client.post("/badges/bridge-builder/picture").content.decode()
    assert not BadgePicture.objects.exists()


def test_only_who_describes_the_badge_uploads_and_sees_what_is_not_kept(seen_by, steward, bo):
    assert upload(seen_by(bo)).status_code == 403
    address = upload(seen_by(steward))["Location"].replace("/badges/bridge-builder/design", "/art.svg")
    assert seen_by(steward).get(address).status_code == 200
    assert seen_by(bo).get(address).status_code == 403


def test_the_next_upload_replaces_what_nobody_kept(seen_by, steward, badge):
    client = seen_by(steward)
    first = parse_qs(urlsplit(upload(client)["Location"]).query)
    upload(client)
    assert BadgePicture.objects.values("digest").distinct().count() == 1
    late = client.post(DESIGN, {name: words[0] for name, words in first.items()})
    assert late.status_code == 422
    assert "replaced by a later upload" in late.content.decode()


def test_a_picture_of_another_badge_is_not_taken(seen_by, steward, badge, many_badges):
    client = seen_by(steward)
    upload(client)
    other = many_badges(1)[0]
    roles.grant(by=System("test"), person=steward, role="steward", badge=other)
    digest = BadgePicture.objects.first().digest
    answer = client.post(f"/badges/{other.slug}/design", {"picture": digest, "middle": "face"})
    assert answer.status_code == 422


def test_a_retired_badge_takes_no_picture(seen_by, steward, badge):
    badge.state, badge.retired_at = "retired", timezone.now()
    badge.save()
    assert "keeps the picture it had" in upload(seen_by(steward)).content.decode()
