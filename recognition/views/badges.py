"""The catalogue, a badge's page, and its picture."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from recognition import permissions
from recognition.art import ArtParameters, draw
from recognition.models import Badge, Tier, User
from recognition.queries import badges as badge_queries
from recognition.queries.bounded_pages import BoundedPages
from recognition.queries.pictures import png_for
from recognition.queries.rarity import Rarity
from recognition.queries.rarity import holders as all_holders
from recognition.views.who import PersonRequest, for_people

HOLDERS_PER_PAGE = 24
LARGEST = 1024  # px
STATES = [("", _("Live ones")), ("retired", _("Retired ones")), ("all", _("Live and retired"))]
SORTS = [("", _("By category")), ("name", _("By name")), ("rarest", _("Rarest first")), ("newest", _("Newest first"))]
A_YEAR = 31_536_000  # seconds


@require_safe
@for_people
def badges(request: PersonRequest) -> HttpResponse:
    said = _said(request, "q", "category", "rarity", "state", "sort")
    context = {
        **said,
        "offered": badge_queries.catalogue(
            request.person, text=said["q"], category=said["category"], rarity=said["rarity"], state=said["state"],
            sort=said["sort"],
        ),
        "categories": Badge.Category.choices,
        "rarities": Rarity.choices,
        "states": STATES,
        "sorts": SORTS,
        "may_make": permissions.may_open_workshop(request.person),
    }  # fmt: skip
    part = "#results" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"recognition/badges/badges.html{part}", context)


@require_safe
@for_people
def badge(request: PersonRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Badge.objects.exclude(state=Badge.State.DRAFT), slug=slug)
    said, teams = _said(request, "q", "team"), badge_queries.teams_near(request.person)
    team = next((one for one in teams if one.key == said["team"]), None)
    found = BoundedPages(badge_queries.holders_of(shown, text=said["q"], team=team), HOLDERS_PER_PAGE)
    holders = found.get_page(request.GET.get("page"))
    context = {"badge": shown, "holders": holders, "q": said["q"], "team": team, "teams": teams}
    if request.htmx and not request.htmx.boosted:
        return render(request, "recognition/badges/badge.html#holders", context)
    rarity = all_holders().rarity_of(shown.pk)
    context |= {
        "rarity": rarity.label,
        "is_held": rarity != Rarity.NOBODY,
        "latest": badge_queries.latest_awards(shown, 5),
        "mine": badge_queries.held_by(request.person, shown),
        "tiers": badge_queries.tiers_of(shown),
        "may_draw": shown.state != Badge.State.RETIRED and permissions.may_describe_badge(request.person, shown),
    }
    return render(request, "recognition/badges/badge.html", context)


def _said(request: PersonRequest, *names: str) -> dict[str, str]:
    return {name: request.GET.get(name, "").replace("\x00", "") for name in names}


def _etag(request: HttpRequest, slug: str) -> str | None:
    shown = Badge.objects.filter(slug=slug).first()
    if shown is None or not _may_see_art(request, shown):
        return None
    size, tier = wanted(request)
    return f'"{ArtParameters.from_json(shown.art, seed=slug).digest}-{size}-{tier}"'


def _may_see_art(request: HttpRequest, badge: Badge) -> bool:
    """Everybody, but for drafts: those are for who makes the badge."""
    if badge.state != Badge.State.DRAFT:
        return True
    person = request.user.person if isinstance(request.user, User) else None
    return person is not None and permissions.may_describe_badge(person, badge)


@require_safe
@gzip_page
@condition(etag_func=_etag)
def badge_art(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture as SVG; cached for a year when the address carries the picture's version (`v`).

    Public: it says nothing about anybody, and directories, mails and the sign-in page show it too. A draft's
    is not, and is kept nowhere on the way.
    """
    shown = get_object_or_404(Badge, slug=slug)
    if not _may_see_art(request, shown):
        raise Http404
    size, tier = wanted(request)
    art = ArtParameters.from_json(shown.art, seed=shown.slug)
    name = f"{shown.name}, {Tier(tier).label}" if tier else shown.name
    png = png_for(art, size, badge_id=shown.pk)
    picture = draw(art, tier=tier, size=size, title=name, description=shown.purpose, png=png)
    response = HttpResponse(picture, content_type="image/svg+xml")
    if shown.state == Badge.State.DRAFT:
        patch_cache_control(response, private=True, no_store=True)
        return response
    fresh = A_YEAR if request.GET.get("v") == art.digest else 300
    patch_cache_control(response, public=True, max_age=fresh, **({"immutable": True} if fresh == A_YEAR else {}))
    return response


def wanted(request: HttpRequest) -> tuple[int, str]:
    """Size and tier asked for; what makes no sense gives the usual picture instead of an error."""
    size, tier = request.GET.get("size", ""), request.GET.get("tier", "")
    pixels = int(size) if size.isascii() and size.isdigit() and len(size) < 6 else 128
    return min(max(pixels, 16), LARGEST), tier if tier in Tier.values else ""
