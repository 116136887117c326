"""A place in the published lists for each credential, drawn by lot."""

import secrets

from recognition.credentials.open_badges import ENTRIES
from recognition.models import Credential

PURPOSES = ("revocation", "suspension")
# A list is left half empty: a free place is found in two draws, and nobody can count who is on it.
FULL_AT = ENTRIES // 2


def draw_place() -> tuple[int, int]:
    """(list, index) that no credential has, as far as can be seen; the database refuses what two draw at once."""
    number = Credential.objects.order_by("-status_list").values_list("status_list", flat=True).first() or 1
    if Credential.objects.filter(status_list=number).count() >= FULL_AT:
        number += 1
    while True:
        index = secrets.randbelow(ENTRIES)
        if not Credential.objects.filter(status_list=number, status_index=index).exists():
            return number, index
