"""The first page of the office: its rooms, and what waits in them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from recognition.models import BulkAward, Erasure, ImportRun, Person
from recognition.views.office.doors import for_office
from recognition.views.office.rooms import GROUPS
from recognition.views.who import PersonRequest


@require_safe
@for_office
def overview(request: PersonRequest) -> HttpResponse:
    waits = _waits(request.person)
    context = {
        "groups": [(group, [(room, waits.get(room.page, "")) for room in group.rooms]) for group in GROUPS],
        "sees_django_admin": request.user.is_staff,
    }
    return render(request, "recognition/office/overview.html", context)


def _waits(person: Person) -> dict[str, str]:
    """Page -> what waits there for this person; three statements."""
    to_forget = Erasure.objects.filter(state=Erasure.State.WAITING).exclude(asked_by=person).count()
    to_give = BulkAward.objects.filter(state=BulkAward.State.WAITING).exclude(asked_by=person).count()
    checked = ImportRun.objects.filter(state=ImportRun.State.CHECKED).count()
    found = {
        "recognition:office_erasures": _for_a_second_person(to_forget),
        "recognition:bulk_awards": _for_a_second_person(to_give),
        "recognition:office_imports": ngettext(
            "%(n)s waits for a decision", "%(n)s wait for a decision", checked
        ) % {"n": checked} if checked else "",
    }  # fmt: skip
    return {page: words for page, words in found.items() if words}


def _for_a_second_person(number: int) -> str:
    if not number:
        return ""
    words = ngettext("%(n)s waits for a second person", "%(n)s wait for a second person", number)
    return words % {"n": number}
