"""What a wall of badges repeats for each award. In Python, since a page has dozens of them, and template tags in a loop
take three times as long."""

from functools import lru_cache

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from recognition.models import Award, Tier
from recognition.templatetags.plaudit import url_of

register = template.Library()

REASONS_AT_ONCE = 3


@register.simple_tag
def award_url(award: Award) -> str:
    """As `{% url 'recognition:award' award.person.key award.badge.slug %}`."""
    return url_of("recognition:award", award.person.key, award.badge.slug)


@register.simple_tag
def award_tags(award: Award, own: bool = False) -> SafeString:
    """Says in words what is not usual about it. `own`: the holder is looking, and nobody else learns of a review."""
    tags = [_tier_tag(award.tier, get_language())] if award.tier else []
    if award.declined_at:
        tags.append(_tag("tag", _("declined")))
    elif award.status == Award.Status.FROZEN:
        if own:
            tags.append(_tag("tag tag--calm", award.get_status_display()))
    elif award.status != Award.Status.ACTIVE:
        tone = "tag tag--wait" if award.status == Award.Status.PENDING else "tag"
        tags.append(_tag(tone, award.get_status_display()))
    if award.hidden:
        tags.append(_tag("tag", _("only you see this")))
    return SafeString("\n".join(tags))


@register.simple_tag
def award_reasons(award: Award) -> SafeString:
    """Why it was given: the first sentences, the rest on request; nothing where nothing is known."""
    said = award.reasons
    if not said:
        return SafeString("")
    first, more = _sentences(said[:REASONS_AT_ONCE]), said[REASONS_AT_ONCE:]
    if not more:
        return first
    summary = ngettext("%(n)s more reason", "%(n)s more reasons", len(more)) % {"n": len(more)}
    return format_html('{}<details class="more"><summary>{}</summary>{}</details>', first, summary, _sentences(more))


def _sentences(said: list[str]) -> SafeString:
    lines = "".join([f"<li>{conditional_escape(line[:1].upper() + line[1:])}</li>" for line in said])
    return SafeString(f'<ul class="why">{lines}</ul>')


@lru_cache(maxsize=64)
def _tier_tag(tier: str, _language: str | None) -> SafeString:
    return _tag("tag", str(Tier(tier).label) if tier in Tier.values else tier)


def _tag(tone: str, words: str) -> SafeString:
    return format_html('<span class="{}">{}</span>', tone, words)
