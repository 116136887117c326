"""The picture of an award with its credential baked in."""

from __future__ import annotations

import resvg_py
from django.core.cache import cache

from recognition.art import ArtParameters, draw
from recognition.credentials.open_badges import bake_png, bake_svg
from recognition.models import Award, Credential
from recognition.queries.pictures import png_for

SIZE = 512  # px
_KEPT_SECONDS = 86_400


def baked_svg(credential: Credential) -> bytes:
    art = _art_of(credential.award)
    return bake_svg(_drawing(credential.award, art), credential.document)


def baked_png(credential: Credential) -> bytes:
    """Drawing takes a third of a second, so that the plain picture is kept for a day; baking takes a millisecond."""
    award = credential.award
    art = _art_of(award)
    place = f"credentials:picture:{award.badge_id}:{art.digest}:{award.tier}"
    png: bytes | None = cache.get(place)
    if png is None:
        png = bytes(
            resvg_py.svg_to_bytes(svg_string=_drawing(award, art), width=SIZE, height=SIZE, skip_system_fonts=True)
        )
        cache.set(place, png, _KEPT_SECONDS)
    return bake_png(png, credential.document)


def _art_of(award: Award) -> ArtParameters:
    return ArtParameters.from_json(award.badge.art, seed=award.badge.slug)


def _drawing(award: Award, art: ArtParameters) -> str:
    badge = award.badge
    name = f"{badge.name}, {award.tier}" if award.tier else badge.name
    picture = png_for(art, SIZE, badge_id=badge.pk)
    return draw(art, tier=award.tier, size=SIZE, title=name, description=badge.purpose, png=picture)
