"""Everything that colleagues wrote to a person, and everything the person wrote, page after page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from recognition.models import Person
from recognition.queries import feed
from recognition.queries.circles import Circle
from recognition.queries.visibility import people_with_private_words
from recognition.views.who import PersonRequest, for_people

SIDES: dict[str, tuple[feed.Side, object]] = {"received": ("received", _("Received")), "given": ("given", _("Given"))}


@require_safe
@for_people
def words(request: PersonRequest, key: str) -> HttpResponse:
    shown = get_object_or_404(Person.objects.select_related("team"), key=key)
    own = shown.pk == request.person.pk
    side, _label = SIDES.get(request.GET.get("show", ""), SIDES["received"])
    before = feed.Place.read(request.GET.get("before", ""))
    context = {
        "shown": shown,
        "own": own,
        "side": side,
        "sides": [(name, label) for name, (_side, label) in SIDES.items()],
        "told": feed.stories(Circle(people=(shown.pk,)), reader=request.person, side=side, before=before),
        "later": "before" in request.GET,
        "private": side == "received" and not own and people_with_private_words().filter(person=shown).exists(),
    }
    part = "#stories" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"recognition/words/words.html{part}", context)
