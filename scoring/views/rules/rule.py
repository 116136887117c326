"""One badge's rule: what is in force, what is being written and tried, and how it came to be."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recognition.models import Badge
from recognition.views.who import PersonRequest, for_people
from scoring import permissions
from scoring.actions.publishing import MOST_CHARACTERS
from scoring.forms.rule.typed_rule import as_yaml
from scoring.models import PublishRequest, RuleVersion, Shadow
from scoring.queries.rules.requests import asked_for, decided_lately, newest_previews
from scoring.queries.rules.two_versions import two_versions
from scoring.queries.rules.verdict import effort_of, meters_of
from scoring.queries.rules.versions import Wording, difference
from scoring.views.rules.access import readable

A_PAGE = 10


@require_safe
@for_people
def one_rule(request: PersonRequest, slug: str) -> HttpResponse:
    return rule_page(request, readable(request.person, slug))


def rule_page(
    request: PersonRequest, badge: Badge, *, about: int = 0, reason: str = "", errors: list[str] | None = None
) -> HttpResponse:
    """`about`: the request whose decline, with this reason, was just refused."""
    may_write = permissions.may_write_rules(request.person)
    versions = RuleVersion.objects.filter(badge=badge).select_related("published_by", "approved_by", "badge")
    wording = Wording.now()
    live = versions.filter(state=RuleVersion.State.LIVE).first()
    draft = versions.filter(state=RuleVersion.State.DRAFT).order_by("-number").first()
    open_ones = PublishRequest.objects.filter(version__badge=badge, state=PublishRequest.State.WAITING)
    waiting = list(open_ones.select_related("version__badge", "asked_by").order_by("asked_at"))
    trial = Shadow.objects.filter(badge=badge, stopped_at=None).select_related("version", "started_by").first()
    effort = effort_of(wording.rule(live)) if live else None
    page = Paginator(versions.order_by("-number"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "badge": badge,
        "may_write": may_write and badge.state != Badge.State.RETIRED,
        "live": live,
        "sentences": wording.of(live) if live else [],
        "yaml": text_of(live) if live else "",
        "meters": meters_of(effort) if effort else (),
        "honest": effort.as_dict()["honest_sentence"] if effort else "",
        "draft": draft,
        "draft_waits": draft is not None and any(asked.version_id == draft.pk for asked in waiting),
        "draft_changes": difference(wording.of(live) if live else [], wording.of(draft)) if draft else [],
        "draft_preview": newest_previews({draft.digest}).get(draft.digest) if draft and may_write else None,
        "trial": trial,
        "requests": asked_for(waiting, request.person, may_write=may_write),
        "decided": decided_lately(badge),
        "page": page,
        "history": [(version, wording.of(version), text_of(version)) for version in page.object_list],
        "about": about,
        "reason": reason,
        "errors": errors or [],
        "most": MOST_CHARACTERS,
        **_compared(request, badge, wording),
    }
    return render(request, "scoring/rules/rule.html", context, status=422 if errors else 200)


def text_of(version: RuleVersion) -> str:
    """As it was written, or else the rule as it is kept."""
    return version.source_text.strip() or as_yaml(version.document)


def _compared(request: PersonRequest, badge: Badge, wording: Wording) -> dict[str, object]:
    two = two_versions(badge, wording, older=request.GET.get("from"), newer=request.GET.get("to"))
    return {"two": two, "chosen": "from" in request.GET or "to" in request.GET}
