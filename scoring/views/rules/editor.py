"""The editor of a rule: a form or its YAML, the verdict beside it, and buttons that work without a script."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recognition.models import Badge
from recognition.models.badges import shown_name
from recognition.views.who import PersonRequest, for_people
from scoring.actions import drills, rule_previews, rules
from scoring.actions.publishing import MOST_CHARACTERS
from scoring.forms.rule.acts import act, new_node
from scoring.forms.rule.sheet import Sheet, has_comments
from scoring.forms.rule.shown import addable
from scoring.forms.rule.typed_node import TypedNode
from scoring.forms.rule.typed_rule import TypedRule
from scoring.models import RuleVersion
from scoring.queries.rules.beside import beside
from scoring.queries.rules.verdict import Verdict, verdict_on
from scoring.queries.rules.versions import Wording
from scoring.rule_checks.preview import STEPS
from scoring.views.rules.access import writable
from scoring.views.rules.publishing import ask_to_publish, start_to_try
from scoring.views.rules.rule import text_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    badge = writable(request.person, slug)
    if request.method != "POST":
        return _page(request, badge, _begun(badge, as_yaml=request.GET.get("view") == "yaml"))
    sheet = Sheet.from_post(request.POST, slug)
    verb, _colon, rest = request.POST.get("do", "check").partition(":")
    if verb == "check":
        return _page(request, badge, sheet)
    if verb == "as":
        sheet = sheet.as_form() if rest == "form" else sheet.as_yaml()
        return _page(request, badge, sheet, status=422 if sheet.cannot_show else 200)
    if verb in _ENDS:
        return _end(request, badge, sheet, verb)
    if sheet.typed is None:
        raise BadRequest("The text has no such button.")
    path, _colon, what = rest.partition(":")
    try:
        focus = act(sheet.typed.root, verb, path, what)
    except ValidationError as refused:
        return _page(request, badge, sheet, refused=verb, errors=refused.messages, status=422)
    return _page(request, badge, Sheet.of_form(sheet.typed), focus=focus)


@require_POST
@for_people
def check(request: PersonRequest, slug: str) -> HttpResponse:
    """The verdict alone, while somebody types."""
    badge = writable(request.person, slug)
    sheet = Sheet.from_post(request.POST, slug)
    return render(request, "scoring/rules/beside.html", _context(request, badge, sheet))


def _begun(badge: Badge, *, as_yaml: bool) -> Sheet:
    """What is being written, else what is in force, else something to begin with."""
    versions = RuleVersion.objects.filter(badge=badge)
    version = versions.filter(state=RuleVersion.State.DRAFT).order_by("-number").first()
    version = version or versions.filter(state=RuleVersion.State.LIVE).first()
    if version is None:
        typed = TypedRule(badge.slug, TypedNode("all", nodes=[new_node("peer_support")]))
    elif as_yaml:
        return Sheet(badge.slug, text_of(version) + "\n")
    else:
        typed = TypedRule.from_rule(Wording.now().rule(version))
    sheet = Sheet.of_form(typed)
    sheet.lost_comments = version is not None and has_comments(version.source_text)
    return sheet.as_yaml() if as_yaml else sheet


def _keep(request: PersonRequest, sheet: Sheet) -> None:
    version = rules.draft(by=request.person, text=sheet.text)
    messages.success(request, _("Kept as version %(number)d. Nobody is judged by it.") % {"number": version.number})


def _try(request: PersonRequest, sheet: Sheet) -> None:
    start_to_try(request, sheet.text)


def _ask(request: PersonRequest, sheet: Sheet) -> None:
    ask_to_publish(request, sheet.text, request.POST.get("note", ""))


def _preview(request: PersonRequest, sheet: Sheet) -> None:
    rule_previews.ask(by=request.person, text=sheet.text)


def _drill(request: PersonRequest, sheet: Sheet) -> None:
    drills.ask(by=request.person, text=sheet.text)


_ENDS = {"keep": _keep, "try": _try, "ask": _ask, "preview": _preview, "drill": _drill}
_STAYS = ("preview", "drill")


def _end(request: PersonRequest, badge: Badge, sheet: Sheet, verb: str) -> HttpResponse:
    """What is refused comes back with the words kept."""
    verdict = verdict_on(sheet.text, badge)
    try:
        if verdict.misfits or not verdict.lawful:
            raise ValidationError(_("Mend first what stands beside the rule."))
        _ENDS[verb](request, sheet)
    except ValidationError as refused:
        note = refused.message_dict.get("note", []) if hasattr(refused, "error_dict") else []
        errors = [said for said in refused.messages if said not in note]
        return _page(request, badge, sheet, refused=verb, errors=errors, note_errors=note, status=422)
    if verb in _STAYS:
        return _page(request, badge, sheet)
    return redirect("scoring:rule_edit" if verb == "keep" else "scoring:rule", badge.slug)


def _page(
    request: PersonRequest, badge: Badge, sheet: Sheet, *, focus: str = "", refused: str = "",
    errors: list[str] | None = None, note_errors: list[str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = _context(request, badge, sheet) | {
        "focus": focus,
        "refused": refused,
        "errors": errors or [],
        "addable": addable(),
        "note": request.POST.get("note", ""),
        "note_errors": note_errors or [],
        "most": MOST_CHARACTERS,
    }
    return render(request, f"scoring/rules/editor.html{'#editor' if request.htmx else ''}", context, status=status)


def _context(request: PersonRequest, badge: Badge, sheet: Sheet) -> dict[str, Any]:
    verdict: Verdict = verdict_on(sheet.text, badge)
    others = Badge.objects.exclude(pk=badge.pk).exclude(state=Badge.State.RETIRED).order_by("name")
    sheet.show(verdict.mistakes, [(slug, shown_name(name)) for slug, name in others.values_list("slug", "name")])
    return {"badge": badge, "sheet": sheet, "verdict": verdict, "beside": beside(badge, verdict), "steps": STEPS}
