"""Pictures in templates: badges, people, bars. Attributes only, no inline style."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from functools import cache, lru_cache
from urllib.parse import quote, urlencode

from django import template
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.contrib.messages.storage.base import Message
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.http import RFC3986_SUBDELIMS
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from recognition.art import ArtParameters
from recognition.art.drawing import MARK_UP_TO, SMALL_UP_TO
from recognition.art.symbols import symbol_elements
from recognition.models import Award, Badge, Person, Tier
from recognition.queries.profiles import MARKS_SHOWN
from recognition.undo import way_back

register = template.Library()

LINKED = 2  # people named before the rest is counted

_SAFE = RFC3986_SUBDELIMS + "/~:@"  # as in Django's reverse()

# White initials on each of these pass 4.5 to 1.
AVATAR_COLOURS = (
    "#8a4b2d", "#2f6b57", "#3d5a8c", "#7a4470", "#5f6322", "#8c3f4d", "#2c6a7d", "#6a5230", "#57508f", "#4a6a35",
)  # fmt: skip


@register.simple_tag
def badge_art(badge: Badge, size: int = 64, tier: str = "", alt: str = "") -> SafeString:
    """The badge's picture as an <img>: one cached file per badge, tier and level of detail.

    An image and not inline SVG: a wall of sixty badges would carry 400 kB of drawing in every page. `alt`
    stays empty where the badge's name stands beside it.
    """
    return _image(badge.slug, _art_of(badge), size, tier, str(alt))


@lru_cache(maxsize=4096)
def _image(slug: str, art: ArtParameters, size: int, tier: str, alt: str) -> SafeString:
    return format_html(
        '<img class="art{}" src="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async">',
        " art--mark" if size <= MARK_UP_TO else "", _art_address(slug, art, _detail(size, art), tier), size, size, alt,
    )  # fmt: skip


@register.simple_tag
def badge_mark(badge: Badge, tier: str = "", size: int = 18) -> SafeString:
    """The small picture beside a name; here the picture must say which badge it is."""
    label = f"{badge.shown_name}, {Tier(tier).label}" if tier in Tier.values else badge.shown_name
    return _mark(badge.slug, _art_of(badge), size, tier, label)


@lru_cache(maxsize=4096)
def _mark(slug: str, art: ArtParameters, size: int, tier: str, label: str) -> SafeString:
    return format_html(
        '<img class="art art--mark" src="{}" width="{}" height="{}" alt="{}" title="{}" loading="lazy">',
        _art_address(slug, art, _detail(size, art), tier), size, size, label, label,
    )  # fmt: skip


@register.simple_tag
def badge_marks(marks: Sequence[Award] | str | None, size: int = 18) -> SafeString:
    """The first of these awards, small, and how many more there are; nothing where somebody comes without marks."""
    if not marks or isinstance(marks, str):
        return SafeString("")
    shown = [badge_mark(award.badge, award.tier, size) for award in marks[:MARKS_SHOWN]]
    more = getattr(marks[0], "held_together", len(marks)) - len(shown)
    rest = format_html('<span class="faint">+{}</span>', more) if more else ""
    return format_html('<span class="marks">{}{}</span>', SafeString("".join(shown)), rest)


@register.filter
def enamel(badge: Badge) -> str:
    """The palette of the badge's picture: static/css/glow.css has a light of that name."""
    return _art_of(badge).palette


@register.simple_tag
def linked_people(people: Sequence[Person]) -> SafeString:
    """Names that lead to profiles: up to three, else two "and n others"."""
    named = people if len(people) <= LINKED + 1 else people[:LINKED]
    pages = [(reverse("recognition:person", args=[person.key]), person.display_name) for person in named]
    links = [format_html('<a href="{}">{}</a>', *page) for page in pages]
    if others := len(people) - len(named):
        links.append(format_html(ngettext("{} other", "{} others", others), others))
    if len(links) == 1:
        return links[0]
    return format_html(_("{} and {}"), format_html_join(", ", "{}", ((link,) for link in links[:-1])), links[-1])


def art_address(badge: Badge, size: int, tier: str) -> str:
    """The address of the picture; `v` changes with the picture, so that it can be cached for ever."""
    art = _art_of(badge)
    return _art_address(badge.slug, art, _detail(size, art), tier)


def _art_of(badge: Badge) -> ArtParameters:
    return _read_art(badge.slug, json.dumps(badge.art, sort_keys=True))


# A page shows the same few badges dozens of times.
@lru_cache(maxsize=4096)
def _read_art(slug: str, stored: str) -> ArtParameters:
    return ArtParameters.from_json(json.loads(stored), seed=slug)


@lru_cache(maxsize=4096)
def _art_address(slug: str, art: ArtParameters, detail: int, tier: str) -> str:
    query = {"size": detail, "v": art.digest} | ({"tier": tier} if tier else {})
    return f"{reverse('recognition:badge_art', args=[slug])}?{urlencode(query)}"


@register.simple_tag
def drawn(art: ArtParameters, size: int = 64, tier: str = "", alt: str = "") -> SafeString:
    """The picture of parts that no badge has yet."""
    query = asdict(art) | {"size": str(_detail(size, art)), "tier": tier, "v": art.digest}
    return format_html(
        '<img class="art{}" src="{}?{}" width="{}" height="{}" alt="{}">',
        " art--mark" if size <= MARK_UP_TO else "", reverse("recognition:art"), urlencode(query), size, size, alt,
    )  # fmt: skip


@register.simple_tag
def symbol(name: str, size: int = 24) -> SafeString:
    """A symbol of badge art as a line drawing in the colour of the text."""
    shapes = mark_safe(symbol_elements(name))  # noqa: S308  # of our dependency's file, never of a request
    return format_html(
        '<svg viewBox="0 0 24 24" width="{0}" height="{0}" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{1}</svg>',
        size, shapes,
    )  # fmt: skip


def _detail(size: int, art: ArtParameters) -> int:
    """Three drawings serve every size, so that few are fetched. With an uploaded picture they are five: it weighs."""
    if size <= MARK_UP_TO:
        return MARK_UP_TO
    if size <= SMALL_UP_TO:
        return SMALL_UP_TO
    if not art.shows_picture or 128 < size <= 256:
        return 256
    return 128 if size <= 128 else 512


@register.simple_tag
def avatar(person: Person, size: int = 40) -> SafeString:
    """Initials on a colour of the person's own, always the same one."""
    colour = AVATAR_COLOURS[hashlib.sha256(person.key.encode()).digest()[0] % len(AVATAR_COLOURS)]
    return format_html(
        '<svg class="avatar" viewBox="0 0 40 40" width="{0}" height="{0}" aria-hidden="true">'
        '<circle cx="20" cy="20" r="20" fill="{1}"/>'
        '<text x="20" y="20" dy=".36em" text-anchor="middle" fill="#fff" font-size="15" font-weight="600">{2}</text>'
        "</svg>",
        size, colour, person.initials,
    )  # fmt: skip


@register.simple_tag
def day_of(moment: datetime, style: str = "DATE_FORMAT") -> SafeString:
    """A <time>: the day for people, in one of Django's styles, and the exact moment for machines."""
    local = timezone.localtime(moment)
    written = _day_in_words(local.date(), style, get_language())
    return SafeString(f'<time datetime="{local.isoformat(timespec="seconds")}">{written}</time>')


@lru_cache(maxsize=4096)
def _day_in_words(day: date, style: str, _language: str | None) -> str:
    return escape(date_format(day, style))


@register.simple_tag
def person_url(person: Person) -> str:
    """As `{% url 'recognition:person' person.key %}`, for pages with dozens of them."""
    return url_of("recognition:person", person.key)


def url_of(page: str, *keys: str) -> str:
    """As `reverse` for pages whose keys take any word: the pattern is worked out once."""
    return _pattern_of(page, len(keys)).format(*(quote(key, safe=_SAFE) for key in keys))


@cache
def _pattern_of(page: str, number: int) -> str:
    places = [f"place-{n}" for n in range(number)]
    pattern = reverse(page, args=places)
    for place in places:
        pattern = pattern.replace(place, "{}")
    return pattern


@register.filter
def since(moment: datetime) -> str:
    """How long ago, only as exactly as people say it: "3 hours ago", "yesterday", "5 days ago", "3 May 2025"."""
    local = timezone.localtime(moment)
    today = timezone.localdate()
    days = (today - local.date()).days
    if days <= 0:
        return str(naturaltime(moment))
    if days == 1:
        return _("yesterday")
    if days < 14:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    return date_format(local, "MONTH_DAY_FORMAT" if local.year == today.year else "DATE_FORMAT")


@register.filter
def undo_address(message: Message) -> str:
    """Where the opposite of what a toast tells is done; empty where there is no way back."""
    return way_back(message)


@register.simple_tag
def bar(share: float | None, label: str = "") -> SafeString:
    """How much of something is reached, `share` in [0, 1]; None is shown as nothing reached."""
    percent = round(100 * min(1.0, max(0.0, share or 0.0)))
    words = label or _("%(percent)d percent reached") % {"percent": percent}
    return format_html(
        '<svg class="bar{0}" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{1}">'
        '<rect class="bar__track" width="100" height="6"/><rect class="bar__done" width="{2}" height="6"/></svg>',
        " bar--met" if percent >= 100 else "", words, percent,
    )  # fmt: skip
