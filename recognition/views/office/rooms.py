"""The rooms of the office, in the groups under which its navigation and its first page show them.

A new page of the office that people go to directly has its line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Room:
    page: str  # the name of its address; every address below it belongs to the room too
    words: Promise
    icon: str  # of lucide
    about: Promise


@dataclass(frozen=True, slots=True)
class Group:
    words: Promise
    rooms: tuple[Room, ...]


GROUPS = (
    Group(_("People"), (
        Room("recognition:office_people", _("People"), "users",
             _("Add somebody, move them, mark who has left; roles and logins.")),
        Room("recognition:office_teams", _("Teams"), "network", _("The tree of the organisation, and who leads what.")),
        Room("recognition:office_directory", _("Directory"), "contact",
             _("What the company's directory tells of people, and its tokens.")),
        Room("recognition:bulk_awards", _("Bulk awards"), "gift", _("One badge for many people, by the word of two.")),
        Room("recognition:office_erasures", _("Forgetting"), "eraser",
             _("Whose name and words are to go after they left, by the word of two.")),
    )),
    Group(_("Sources"), (
        Room("scoring:sources", _("Sources"), "cable",
             _("Where outcomes and usage come from, and the tokens that open the doors.")),
        Room("scoring:unknown_accounts", _("Unknown accounts"), "user-round-search",
             _("Names that tools use and the directory does not know, and whose they are.")),
        Room("recognition:office_imports", _("Imports"), "file-up",
             _("Files of people and work, checked before they are taken over.")),
    )),
    Group(_("Messages"), (
        Room("recognition:office_endpoints", _("Webhooks and chat"), "webhook",
             _("Which channels and programs are told of recognition.")),
        Room("recognition:outbox", _("Outbox"), "send",
             _("E-mails, webhooks and chat messages on their way out, and what was given up.")),
    )),
    Group(_("Operation"), (
        Room("scoring:jobs", _("Jobs"), "cog", _("Who waits to be judged, whether workers run, what broke off.")),
        Room("recognition:audit_log", _("Audit log"), "scroll-text",
             _("Who changed what and when, and whether the chain of it holds.")),
    )),
)  # fmt: skip


@cache
def address_of(room: Room) -> str:
    return reverse(room.page)


def room_at(path: str) -> Room | None:
    """The room in which this path lies: the one with the longest address that leads to it."""
    rooms = [room for group in GROUPS for room in group.rooms if f"{path}/".startswith(f"{address_of(room)}/")]
    return max(rooms, key=lambda room: len(address_of(room)), default=None)
