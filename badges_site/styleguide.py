"""The living style guide: every component as the pages draw it, with invented content. In debug mode only."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recognition.art import ArtParameters
from recognition.art.parameters import PALETTE_NAMES, RIBBONS, RINGS, SHAPES
from recognition.models import Award, Badge, Person, Team, Tier

COLOURS = (
    "paper", "sheet", "raised", "sunken", "ink", "ink-soft", "ink-faint", "line", "line-strong",
    "accent", "accent-strong", "accent-wash", "on-accent",
    "good", "good-wash", "wait", "wait-wash", "calm", "calm-wash", "stop", "stop-wash",
)  # fmt: skip
TEXT_SIZES = ("3xl", "2xl", "xl", "l", "m", "s", "xs")
GAPS = range(1, 9)
BADGE_SIZES = (256, 128, 64, 48, 32, 24, 18, 16)
SYMBOLS = ("sprout", "waypoints", "eye", "hammer", "life-buoy", "book-open", "rocket", "lighthouse", "anchor", "crown")
LONG_NAME = "Wilhelmina Konstantinopoulou-Featherstonehaugh"


@dataclass(frozen=True)
class Condition:
    """What `scoring/mine/condition.html` reads."""

    met: bool
    reached: str
    line: SimpleNamespace
    unknown: bool = False


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Anywhere but in debug mode it does not exist. Marks beside names need badges in the database."""
    if not settings.DEBUG:
        raise Http404
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)  # pictures of parts are drawn for colleagues only
    context = {
        "colours": COLOURS,
        "text_sizes": TEXT_SIZES,
        "gaps": GAPS,
        "badge_sizes": BADGE_SIZES,
        "family": _family(),
        "tiers": ["", *Tier.values],
        "art": ArtParameters("hexagon", "laurel", "none", "waypoints", "ocean"),
        "people": _people(),
        "conditions": _conditions(),
        "page": Paginator(range(90), 30).get_page(2),
    }
    return render(request, "styleguide.html", context)


def _family() -> list[ArtParameters]:
    """One picture of each enamel; every shape, ring and ribbon comes at least once."""
    return [
        ArtParameters(SHAPES[n % len(SHAPES)], RINGS[n % len(RINGS)], RIBBONS[n % len(RIBBONS)], SYMBOLS[n], palette)
        for n, palette in enumerate(PALETTE_NAMES)
    ]


def _people() -> list[Person]:
    team = Team(key="design", name="Design")
    people = [
        Person(key="ada", display_name="Ada Lindqvist", title="Product Designer", team=team),
        Person(key="will", display_name=LONG_NAME, title="Senior Site Reliability Engineer", team=team),
    ]
    badges = Badge.objects.filter(state=Badge.State.LIVE).order_by("slug")[:6]
    for person in people:
        person.marks = [Award(badge=badge, person=person) for badge in badges]  # type: ignore[attr-defined]
    return people


def _conditions() -> list[Condition]:
    def line(sentence: str, share: float, step: str = "") -> SimpleNamespace:
        return SimpleNamespace(sentence=sentence, share=share, step=step)

    return [
        Condition(True, "enough (5)", line("recognition from at least 3 teams", 1.0)),
        Condition(
            False,
            "1.4 of 3",
            line("recognition that adds up to 3", 0.47, "A word from another team helps most."),
        ),
        Condition(
            False,
            "0 of 2",
            line("at least 2 colleagues who speak independently of each other", 0.0, "Nobody has spoken."),
        ),
    ]
