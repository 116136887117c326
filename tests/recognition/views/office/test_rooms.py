"""The navigation of the office leads into every room of it."""

import pytest
from django.urls import reverse

from badges_site.places import DESK
from recognition.models import BulkAward
from recognition.views.office.rooms import GROUPS, room_at
from tests.tour.addresses import every_address

pytestmark = pytest.mark.django_db
ROOMS = [room for group in GROUPS for room in group.rooms]


def test_every_page_of_the_office_lies_in_a_room():
    homeless = {one.name for one in every_address() if one.url().startswith("/office") and room_at(one.url()) is None}
    # The first page, what a field offers, and a file.
    assert homeless == {"recognition:office", "recognition:office_known", "recognition:audit_export"}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.page)
def test_a_room_is_marked_and_lies_in_its_group(admin, room):
    page = admin.get(reverse(room.page)).content.decode()
    nav = page.split('class="office-nav"')[1].split("</nav>")[0]
    assert f'<a href="{reverse(room.page)}" aria-current="page">{room.words}</a>' in nav
    group = next(group for group in GROUPS if room in group.rooms)
    assert f'aria-current="true">{group.words}</a>' in nav
    assert nav.count("aria-current") == 2


def test_what_lies_in_a_room_marks_it(admin, bo):
    page = admin.get("/office/people/bo").content.decode()
    assert '<a href="/office/people" aria-current="page">' in page


def test_the_first_page_leads_into_every_room_and_says_what_waits(admin, badge, ada):
    BulkAward.objects.create(badge=badge, reason="They held the fort.", asked_by=ada)
    page = admin.get("/office").content.decode()
    main = page.split('class="office-nav"')[1].split("</nav>")[1]
    assert [room.page for room in ROOMS if f'<a class="cover" href="{reverse(room.page)}">' not in main] == []
    assert main.count("1 waits for a second person") == 1


def test_the_head_of_the_site_knows_the_rooms():
    [office] = [place for place in DESK if place.address == "recognition:office"]
    assert {room.page for room in ROOMS} <= set(office.under)
