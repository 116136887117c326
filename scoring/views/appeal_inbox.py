"""Appeals that wait for somebody who has nothing to do with them. Auditors read along."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from recognition.models import Person
from recognition.permissions import is_reviewer
from recognition.views.who import PersonRequest, for_people
from scoring import permissions
from scoring.actions import appeals
from scoring.actions.cases import MOST_CHARACTERS
from scoring.models import Appeal
from scoring.queries.by_name import by_name
from scoring.queries.casework.appeals import counts_of, of_others, with_own_part
from scoring.queries.casework.links import cases_behind

A_PAGE = 20
STATES: dict[str, Promise] = {
    Appeal.State.OPEN: gettext_lazy("Waiting"),
    Appeal.State.UPHELD: gettext_lazy("Upheld"),
    Appeal.State.REJECTED: gettext_lazy("Not upheld"),
}
_ACTS: dict[str, tuple[Callable[..., Appeal], Promise]] = {
    "uphold": (appeals.uphold, gettext_lazy("Upheld. What was held back counts again, and is judged anew.")),
    "reject": (appeals.reject, gettext_lazy("It stays as it is. The person reads your reason.")),
}


@require_safe
@for_people
def all_appeals(request: PersonRequest) -> HttpResponse:
    _may_see(request.person)
    return _page(request, request.GET.get("state", Appeal.State.OPEN))


@require_POST
@for_people
def decide(request: PersonRequest, key: str) -> HttpResponse:
    """Uphold or reject: what is refused comes back with the words kept."""
    _may_see(request.person)
    appeal = of_others(request.person).filter(key=key).first()
    if appeal is None or request.POST.get("act") not in _ACTS:
        raise Http404
    change, message = _ACTS[request.POST["act"]]
    reason = request.POST.get("reason", "")
    try:
        change(by=request.person, appeal=appeal, reason=reason)
    except ValidationError as refused:
        return _page(request, Appeal.State.OPEN, refused=key, reason=reason, errors=refused.messages)
    messages.success(request, str(message))
    return redirect("scoring:appeals")


def _page(
    request: PersonRequest, state: str, *, refused: str = "", reason: str = "", errors: list[str] | None = None
) -> HttpResponse:
    if state not in STATES:
        raise Http404
    counts = counts_of(request.person)
    q = request.GET.get("q", "")
    rows = with_own_part(of_others(request.person).filter(state=state), request.person)
    rows = by_name(rows, q, person="person", badge="badge")
    # Whoever waited longest comes first; of what was decided, the latest.
    rows = rows.order_by("at", "id") if state == Appeal.State.OPEN else rows.order_by("-decided_at", "-id")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    behind = cases_behind(request.person, list(page))
    context = {
        "page": page,
        "entries": [(appeal, behind[appeal.pk]) for appeal in page],
        "state": state,
        "q": q,
        "states": [(value, label, counts[value]) for value, label in STATES.items()],
        "may_decide": is_reviewer(request.person),
        "refused": refused,
        "reason": reason,
        "errors": errors or [],
        "most": MOST_CHARACTERS,
    }
    return render(request, "scoring/appeals/appeals.html", context, status=422 if errors else 200)


def _may_see(person: Person) -> None:
    if not permissions.may_see_cases(person):
        raise PermissionDenied(_("Appeals are shown to integrity reviewers and auditors only."))
