"""The navigation of the office: its groups, and the rooms of the one in which somebody is."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils.functional import Promise

from recognition.views.office.rooms import GROUPS, Room, address_of, room_at

register = template.Library()


@dataclass(frozen=True, slots=True)
class Door:
    words: Promise
    url: str
    here: bool


@register.inclusion_tag("recognition/office/tabs.html")
def office_tabs(path: str) -> dict[str, object]:
    inside = room_at(path)
    groups = [Door(one.words, address_of(one.rooms[0]), inside in one.rooms) for one in GROUPS]
    rooms = next((one.rooms for one in GROUPS if inside in one.rooms), ())
    return {
        "first": path == "/office",
        "groups": groups,
        "rooms": [Door(room.words, address_of(room), room == inside) for room in rooms],
    }


@register.simple_tag
def room_address(room: Room) -> str:
    return address_of(room)
