"""Drawing a badge: choose its parts, look at it in every size, keep it. The state is in the address."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recognition import permissions
from recognition.actions import badges
from recognition.art import ArtParameters, draw
from recognition.art.parameters import CHOICES, MIDDLES
from recognition.art.suggestions import find_symbols
from recognition.art.words import MIDDLE_WORDS, PARTS, WORDS
from recognition.forms.pictures import PictureForm
from recognition.models import Badge, Tier
from recognition.queries.pictures import png_for
from recognition.views.badges import A_YEAR, wanted
from recognition.views.who import PersonRequest, for_people

SYMBOLS_SHOWN = 44  # four rows on a desk; a narrower search finds the rest


@dataclass(frozen=True)
class Part:
    """One choice of the designer: every word with the picture it would give."""

    name: str
    label: Promise
    chosen: str
    options: list[tuple[str, Promise, ArtParameters]]


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def design(request: PersonRequest, slug: str) -> HttpResponse:
    """GET shows a picture of the parts in the address (else the badge's own), POST keeps it."""
    badge = get_object_or_404(Badge, slug=slug)
    if not permissions.may_describe_badge(request.person, badge):
        raise PermissionDenied(_("A badge is drawn by its stewards and by program admins."))
    errors: list[str] = []
    if request.method == "POST":
        try:
            badges.draw(by=request.person, badge=badge, art=_parts_of(request.POST))
        except ValidationError as refused:
            errors = refused.messages
        else:
            messages.success(request, _("%(badge)s has its new picture, everywhere.") % {"badge": badge.shown_name})
            return redirect("recognition:design", slug)
    context = _context(request, badge) | {"errors": errors, "upload": PictureForm()}
    part = {"preview": "#preview", "symbols": "#symbols"}.get(request.htmx.target or "", "") if request.htmx else ""
    return render(request, f"recognition/design/design.html{part}", context, status=422 if errors else 200)


@require_POST
@for_people
def upload(request: PersonRequest, slug: str) -> HttpResponse:
    """Take a picture in, and show the badge with it. It is everybody's only when it is kept there."""
    badge = get_object_or_404(Badge, slug=slug)
    if not permissions.may_describe_badge(request.person, badge):
        raise PermissionDenied(_("A badge is drawn by its stewards and by program admins."))
    form = PictureForm(request.POST, request.FILES)
    digest = form.save(by=request.person, badge=badge) if form.is_valid() else None
    if digest is None:
        context = _context(request, badge) | {"errors": [], "upload": form}
        return render(request, "recognition/design/design.html", context, status=422)
    parts = _parts_of(request.POST) | {"picture": digest, "middle": request.POST.get("middle") or "face"}
    if parts["middle"] == "symbol":
        parts["middle"] = "face"  # who uploads a picture wants to see it
    return redirect(f"{reverse('recognition:design', args=[slug])}?{urlencode(parts)}")


@require_safe
@gzip_page
@for_people
def art(request: PersonRequest) -> HttpResponse:
    """A picture of any parts, before a badge has it. Without a meaning of its own, so the browser may keep it."""
    size, tier = wanted(request)
    drawn = ArtParameters.from_json(_parts_of(request.GET), seed="")
    if drawn.shows_picture and not permissions.may_open_workshop(request.person):
        raise PermissionDenied(_("An uploaded picture is seen in the workshop until a badge shows it."))
    response = HttpResponse(draw(drawn, tier=tier, size=size, png=png_for(drawn, size)), content_type="image/svg+xml")
    patch_cache_control(response, private=True, max_age=A_YEAR if request.GET.get("v") == drawn.digest else 300)
    return response


def _context(request: HttpRequest, badge: Badge) -> dict[str, object]:
    said = request.POST if request.method == "POST" else request.GET
    own = ArtParameters.from_json(badge.art, seed=badge.slug)
    shown = ArtParameters.from_json(asdict(own) | _parts_of(said), seed=badge.slug)
    find = request.GET.get("find", "").replace("\x00", "")[:40]
    symbols = [name for name in find_symbols(find, SYMBOLS_SHOWN) if name != shown.symbol]
    return {
        "badge": badge,
        "art": shown,
        "changed": shown != own,
        "parts": [_part(name, label, shown) for name, label in PARTS.items()],
        "middles": _middles(shown),
        "chosen_middle": shown.middle,
        # What is uploaded joins the parts as they stand here.
        "kept_parts": [(name, word) for name, word in asdict(shown).items() if name != "picture"],
        "find": find,
        "symbols": [shown.symbol, *symbols],
        "none_found": bool(find.strip()) and not symbols,
        "words": _("%(symbol)s, %(shape)s, %(palette)s")
        % {"symbol": shown.symbol, "shape": WORDS[shown.shape], "palette": WORDS[shown.palette]},
        "tiers": [("", _("no tier")), *Tier.choices],
    }


def _part(name: str, label: Promise, shown: ArtParameters) -> Part:
    options = [(word, WORDS[word], ArtParameters(**(asdict(shown) | {name: word}))) for word in CHOICES[name]]
    return Part(name, label, getattr(shown, name), options)


def _middles(shown: ArtParameters) -> list[tuple[str, Promise, ArtParameters]]:
    """What can stand in the middle; nothing to choose before a picture is uploaded."""
    if not shown.picture:
        return []
    return [(word, MIDDLE_WORDS[word], ArtParameters(**(asdict(shown) | {"middle": word}))) for word in MIDDLES]


def _parts_of(said: Mapping[str, str]) -> dict[str, str]:
    return {name: said[name] for name in (*CHOICES, "symbol", "picture", "middle") if said.get(name)}
