"""A nomination's page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recognition import permissions
from recognition.actions import nominations
from recognition.models import Nomination
from recognition.queries import profiles
from recognition.queries.nominations import conversation
from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest, for_people


@require_safe
@for_people
def nomination(request: PersonRequest, key: str) -> HttpResponse:
    talk = conversation(get_object_or_404(Nomination, key=key))
    spoke = {said.nominator_id for said in [talk.first, *talk.seconds]}
    if not permissions.may_read_words(request.person, talk.first.nominee, talk.first.badge, spoke):
        raise Http404
    own = [said for said in talk.standing if permissions.may_withdraw_nomination(request.person, said)]
    may_second = (
        not own
        and bool(talk.standing)
        and talk.first.nominator_id != request.person.pk
        and talk.first.nominee_id != request.person.pk
        and talk.first.badge.state == "live"
        and talk.first.nominee.is_active
    )
    award = talk.award
    concerned = award is not None and award.status == "pending" and request.person.pk in spoke | {award.person_id}
    asked = concerned and award is not None and award.panel_notes.exists()
    # Others see what is held and shown, as on the profile. A review is nobody else's business.
    if award is not None and request.person.pk != award.person_id and not profiles.is_shown(award):
        award = None
    context = {"talk": talk, "own": own, "may_second": may_second, "award": award, "asked": asked}
    return render(request, "recognition/nominations/nomination.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def withdraw(request: PersonRequest, key: str) -> HttpResponse:
    """Asks first, since what is withdrawn cannot be brought back; then does it."""
    said = get_object_or_404(Nomination.objects.select_related("nominee", "badge"), key=key)
    if request.method != "POST":
        if not permissions.may_withdraw_nomination(request.person, said):
            return redirect("recognition:nomination", key)
        return render(request, "recognition/nominations/withdraw.html", {"said": said})
    with saying_why(request):
        nominations.withdraw(by=request.person, nomination=said)
        messages.success(request, _("Withdrawn. It stays in the history and counts for nothing from now on."))
    return redirect("recognition:nomination", key)
