"""The workshop: badges as their makers see them, from the first draft to the last holder."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recognition import permissions
from recognition.actions import badges
from recognition.forms.badges import BadgeForm
from recognition.models import Badge
from recognition.queries.badges import made_by
from recognition.views.refused import saying_why
from recognition.views.who import PersonRequest, for_people

A_PAGE = 25

_STEPS: dict[str, tuple[Callable[..., Badge], Promise]] = {
    "publish": (badges.publish, gettext_lazy("%(badge)s is live: from now on it can be earned.")),
    "retire": (badges.retire, gettext_lazy("%(badge)s is retired. Whoever holds it keeps it.")),
}


@require_safe
@for_people
def workshop(request: PersonRequest) -> HttpResponse:
    if not permissions.may_open_workshop(request.person):
        raise PermissionDenied(_("The workshop is for stewards of badges and for program admins."))
    text, state = (request.GET.get(name, "").replace("\x00", "") for name in ("q", "state"))
    made = made_by(request.person, text=text, state=state)
    context = {
        "page": Paginator(made, A_PAGE).get_page(request.GET.get("page")),
        "q": text,
        "state": state,
        "states": Badge.State.choices,
        "may_create": permissions.may_manage_badges(request.person),
    }
    part = "#made" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"recognition/workshop/workshop.html{part}", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def new(request: PersonRequest) -> HttpResponse:
    if not permissions.may_manage_badges(request.person):
        raise PermissionDenied(_("Program admins begin a badge; its stewards then look after it."))
    form = BadgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (badge := form.save(by=request.person)) is not None:
        messages.success(request, _("%(badge)s is begun. Give it its picture.") % {"badge": badge.name})
        return redirect("recognition:design", badge.slug)
    status = 422 if form.errors else 200
    return render(request, "recognition/workshop/words.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    badge = get_object_or_404(Badge, slug=slug)
    if not permissions.may_describe_badge(request.person, badge):
        raise PermissionDenied(_("A badge is edited by its stewards and by program admins."))
    form = BadgeForm(request.POST or None, badge=badge)
    if request.method == "POST" and form.is_valid() and (edited := form.save(by=request.person)) is not None:
        messages.success(request, _("%(badge)s is kept in these words.") % {"badge": edited.name})
        return redirect("recognition:workshop")
    context = {"form": form, "badge": badge, "may_step": permissions.may_manage_badges(request.person)}
    return render(request, "recognition/workshop/words.html", context, status=422 if form.errors else 200)


@require_POST
@for_people
def step(request: PersonRequest, slug: str, act: str) -> HttpResponse:
    """Publish or retire. The page asks before, since neither can be taken back."""
    if act not in _STEPS:
        raise Http404
    badge = get_object_or_404(Badge, slug=slug)
    change, message = _STEPS[act]
    with saying_why(request):
        change(by=request.person, badge=badge)
        messages.success(request, str(message) % {"badge": badge.name})
    return redirect("recognition:workshop")
