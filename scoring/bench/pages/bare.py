"""What a bare page of Django needs for the same rows by as many statements: nothing but a list with links.

The same queries as the profile and the badge page of Plaudit (their functions are called), Django's own middleware as
`startproject` writes it, one short template, no base page, no picture. Beside these a page of Plaudit pays for its
navigation, its pictures and its words in the reader's language.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import Context, Engine
from django.test import override_settings
from django.urls import path

from recognition.models import Badge, Person, User
from recognition.permissions import roles_of
from recognition.queries import badges as badge_queries
from recognition.queries import profiles
from recognition.queries.bounded_pages import BoundedPages
from recognition.queries.rarity import holders as all_holders
from recognition.views.badges import HOLDERS_PER_PAGE
from recognition.views.people import SHOWN

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "scoring.bench.pages.bare.OwnAddresses",
]
PROFILE = """<!DOCTYPE html><title>{{ shown }}</title><h1>{{ shown }}</h1><p>{{ shown.title }}, {{ shown.team }}</p>
<p>{% for role in roles %}{{ role }} {% endfor %}</p>
<ul>{% for person in managers %}<li><a href="/people/{{ person.key }}">{{ person }}</a></li>{% endfor %}</ul>
<ul>{% for award in wall %}<li><a href="/badges/{{ award.badge.slug }}">{{ award.badge.name }}</a> {{ award.tier }}
{{ award.given_at|date:"F Y" }}<ul>{% for line in award.why %}<li>{{ line }}</li>{% endfor %}</ul></li>{% endfor %}</ul>
<ul>{% for said in nominations %}<li><a href="/people/{{ said.nominator.key }}">{{ said.nominator }}</a>:
{{ said.reason }}, {{ said.badge }}, {{ said.at|date }}</li>{% endfor %}</ul>
<ul>{% for day in thanks %}<li><a href="/people/{{ day.giver.key }}">{{ day.giver }}</a>: {{ day.latest.text }},
{{ day.at|date }}</li>{% endfor %}</ul>
<ul>{% for entry in outcomes %}<li>{{ entry.contribution.outcome }}, {{ entry.state }}, {{ entry.verified_by }},
{{ entry.contribution.outcome.at|date }}</li>{% endfor %}</ul>"""
BADGE = """<!DOCTYPE html><title>{{ badge }}</title><h1>{{ badge }}</h1><p>{{ badge.purpose }}</p><p>{{ rarity }}</p>
<p>{% for role in roles %}{{ role }} {% endfor %}{{ mine.given_at|date }}</p>
<ul>{% for team in teams %}<li>{{ team }}</li>{% endfor %}</ul>
<ul>{% for line in badge.criteria_text %}<li>{{ line }}</li>{% endfor %}</ul>
<ul>{% for tier in tiers %}<li>{{ tier }}</li>{% endfor %}</ul>
<ul>{% for award in latest %}<li><a href="/people/{{ award.person.key }}">{{ award.person }}</a>
{{ award.given_at|date }}</li>{% endfor %}</ul>
<ul>{% for award in holders %}<li><a href="/people/{{ award.person.key }}">{{ award.person }}</a>,
{{ award.person.title }}, {{ award.person.team }},
{% for held in award.person.marks %}{{ held.badge.name }} {{ held.tier }} {% endfor %}</li>
{% endfor %}</ul>
<p>{{ holders.number }} / {{ holders.paginator.num_pages }}</p>"""
_plain = Engine()
_profile, _badge = _plain.from_string(PROFILE), _plain.from_string(BADGE)


class OwnAddresses:
    """The handler's last stop: these two pages, and not those of the site."""

    def __init__(self, get_response: object) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return self.get_response(request)  # type: ignore[operator, no-any-return]


@login_required
def profile(request: HttpRequest, key: str) -> HttpResponse:
    shown = get_object_or_404(profiles.with_managers(), key=key)
    context = {
        "shown": shown, "roles": roles_of(_reader(request)), "wall": profiles.wall_of(shown, for_owner=False),
        "managers": profiles.manager_chain(shown), "thanks": profiles.thanks_to(shown, SHOWN),
        "nominations": profiles.nominations_of(shown, SHOWN), "outcomes": profiles.outcomes_of(shown, SHOWN),
    }  # fmt: skip
    return HttpResponse(_profile.render(Context(context)))


@login_required
def badge(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Badge, slug=slug)
    reader = _reader(request)
    holders = BoundedPages(badge_queries.holders_of(shown), HOLDERS_PER_PAGE).get_page(1)
    context = {
        "badge": shown, "teams": badge_queries.teams_near(reader), "roles": roles_of(reader), "holders": holders,
        "mine": badge_queries.held_by(reader, shown),
        "rarity": all_holders().rarity_of(shown.pk).label,
        "latest": badge_queries.latest_awards(shown, 5), "tiers": badge_queries.tiers_of(shown),
    }  # fmt: skip
    return HttpResponse(_badge.render(Context(context)))


def _reader(request: HttpRequest) -> Person:
    assert isinstance(request.user, User)
    assert request.user.person is not None
    return request.user.person


urlpatterns = [path("people/<str:key>", profile), path("badges/<slug:slug>", badge)]


def bare_application() -> WSGIHandler:
    """Beside the site in one process: middleware is read once, when the handler is made."""
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        return WSGIHandler()
