"""Addresses of the pages."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from recognition.views import (
    awards,
    badges,
    design,
    home,
    nominations,
    panel,
    people,
    recognise,
    sign_in,
    theme,
    workshop,
)


class KeyConverter(StringConverter):
    """An id of the directory or a source. No NUL: PostgreSQL cannot even be asked for one."""

    regex = r"[^/\x00]+"


register_converter(KeyConverter, "any_key")

app_name = "recognition"

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("become", sign_in.become, name="become"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("theme", theme.theme, name="theme"),
    path("people", people.people, name="people"),
    path("people/<any_key:key>", people.person, name="person"),
    path("people/<any_key:key>/badges/<slug:slug>", awards.award, name="award"),
    path("badges", badges.badges, name="badges"),
    path("badges/<slug:slug>", badges.badge, name="badge"),
    path("badges/<slug:slug>/art.svg", badges.badge_art, name="badge_art"),
    path("badges/<slug:slug>/design", design.design, name="design"),
    path("workshop", workshop.workshop, name="workshop"),
    path("workshop/new", workshop.new, name="workshop_new"),
    path("workshop/badges/<slug:slug>", workshop.edit, name="workshop_edit"),
    path("workshop/badges/<slug:slug>/<str:act>", workshop.step, name="workshop_step"),
    path("art.svg", design.art, name="art"),
    path("recognise", recognise.recognise, name="recognise"),
    path("recognise/people", recognise.found, name="recognise_found"),
    path("recognise/hints", recognise.hints, name="recognise_hints"),
    path("nominations/<any_key:key>", nominations.nomination, name="nomination"),
    path("nominations/<any_key:key>/withdraw", nominations.withdraw, name="nomination_withdraw"),
    path("panel", panel.panel, name="panel"),
    path("panel/<slug:slug>/<any_key:key>", panel.decide, name="panel_decide"),
    path("me/awards/<slug:slug>/<str:act>", awards.change_own, name="own_award"),
]
