"""The editor: a form or YAML, mended while one types, and never losing what was typed."""

import pytest

from recognition.models import Badge
from scoring.actions import rule_previews, rules
from scoring.models import Drill, PublishRequest, RulePreview, RuleVersion, Shadow
from scoring.rule_checks.previewing import answer_waiting
from tests.scoring.rules_for_tests import LIVE, enforce
from tests.scoring.views.rules.conftest import LIKELIER

pytestmark = pytest.mark.django_db

EDIT = "/rules/bridge-builder/edit"
CHECK = "/rules/bridge-builder/check"
FORM = {
    "view": "form", "bare": "1", "award": "automatic", "tiers": "0", "n:is": "all", "n.0:is": "peer_support",
    "n.0:at_least": "1.9", "n.0:teams": "2", "n.0:voices": "2", "n.0:from": ["nominations"],
    "n.0:thanks": ["thanked", "helped", "mentored", "reported", "suggested"],
}  # fmt: skip
HTMX = {"HX-Request": "true"}


def text(answer):
    return answer.content.decode()


def test_it_begins_with_the_rule_in_force_and_then_with_the_draft(writer, admins):
    assert 'name="n.0:at_least" type="number" step="any" min="0.5" max="200" value="3"' in text(writer.get(EDIT))
    rules.draft(by=admins[0], text=LIKELIER)
    assert 'value="1.9"' in text(writer.get(EDIT))


def test_a_badge_without_a_rule_begins_with_one_that_keeps_the_laws(writer):
    Badge.objects.create(slug="new", name="New", purpose="For what is new.", state="draft")
    assert "Keeps all the laws" in text(writer.get("/rules/new/edit"))


def test_the_yaml_is_what_was_written_comments_and_all(writer, admins):
    enforce(f"# why so many\n{LIVE}", publisher=admins[0], approver=admins[1])
    assert "# why so many" in text(writer.get(f"{EDIT}?view=yaml"))
    assert "The form does not keep them" in text(writer.get(EDIT))


def test_it_says_of_the_rule_in_force_that_it_is(writer):
    assert "This is the rule in force" in text(writer.get(EDIT))
    assert "Keeps all the laws" in text(writer.post(CHECK, FORM))


def test_while_one_types_the_verdict_comes_alone(writer):
    part = text(writer.post(CHECK, FORM | {"n.0:voices": "", "n.0:teams": ""}, headers=HTMX))
    assert part.lstrip().startswith('<aside id="beside"')
    assert "is broken" in part
    assert "One colleague alone could bring about this badge" in part
    assert "voices: 2 in “What colleagues say”" in part


def test_a_wrong_value_is_told_at_its_field_and_kept(writer):
    page = text(writer.post(EDIT, FORM | {"n.0:at_least": "0.1"}))
    assert 'value="0.1"' in page
    assert 'aria-describedby="n-0-at_least-error"' in page
    assert '<a href="#n-0-at_least">Adds up to</a> Out of bounds' in page


def test_a_condition_is_added_by_a_button_without_a_script(writer):
    page = text(writer.post(EDIT, FORM | {"do": "add:n:tenure"}))
    assert 'name="n.1:days"' in page
    assert "<!DOCTYPE html>" in page
    assert page.index('id="n-1" tabindex="-1" autofocus') > 0


def test_with_htmx_only_the_editor_is_sent(writer):
    assert text(writer.post(EDIT, FORM | {"do": "add:n:tenure"}, headers=HTMX)).lstrip().startswith('<div id="editor"')


def test_a_group_without_a_condition_asks_for_one(writer):
    page = text(writer.post(EDIT, FORM | {"do": "remove:n.0"}))
    assert "Nothing is asked here yet" in page
    assert "expected a list" not in page


def test_the_form_becomes_yaml_and_the_yaml_a_form(writer):
    page = text(writer.post(EDIT, FORM | {"do": "as:yaml"}))
    assert "peer_support: {at_least: 1.9, teams: 2, voices: 2}" in page
    back = text(writer.post(EDIT, {"view": "yaml", "text": LIKELIER, "do": "as:form"}))
    assert 'name="n.0:at_least"' in back
    assert 'value="1.9"' in back


def test_yaml_that_the_form_cannot_show_stays_with_its_line(writer):
    wrong = LIKELIER.replace("criteria: ", "criteria:\n  ").replace("voices", "vocies")
    answer = writer.post(EDIT, {"view": "yaml", "text": wrong, "do": "as:form"})
    assert answer.status_code == 422
    page = text(answer)
    assert "vocies: 2" in page
    assert "Line 3" in page
    assert "did you mean voices" in page


def test_broken_yaml_says_the_line_and_is_kept(writer):
    page = text(writer.post(EDIT, {"view": "yaml", "text": "badge: bridge-builder\ncriteria: {peer", "do": "check"}))
    assert "criteria: {peer" in page
    assert "line 2" in page
    assert "There is something to mend" in page


@pytest.mark.parametrize("do", ["keep", "ask", "try", "preview", "drill"])
def test_a_rule_of_another_badge_is_refused_here(writer, do):
    Badge.objects.create(slug="other", name="Other", purpose="Something else.", state="live")
    answer = writer.post(EDIT, {"view": "yaml", "text": LIKELIER.replace("bridge-builder", "other"), "do": do})
    assert answer.status_code == 422
    assert "write badge: bridge-builder" in text(answer)
    assert not RuleVersion.objects.filter(badge__slug="other").exists()


@pytest.mark.parametrize("do", ["keep", "ask", "try", "preview", "drill"])
def test_a_rule_that_breaks_a_law_is_refused_and_kept_in_the_form(writer, do):
    answer = writer.post(EDIT, FORM | {"n.0:voices": "", "n.0:teams": "", "note": "My reasons.", "do": do})
    assert answer.status_code == 422
    page = text(answer)
    assert "Mend first what stands beside the rule." in page
    assert 'value="1.9"' in page
    assert "My reasons." in page
    assert RuleVersion.objects.count() == 1
    assert not RulePreview.objects.exists()
    assert not Drill.objects.exists()


def test_a_draft_is_kept(writer):
    assert writer.post(EDIT, FORM | {"do": "keep"})["Location"] == EDIT
    assert RuleVersion.objects.get(state="draft").document["criteria"]["peer_support"]["at_least"] == 1.9


def test_it_is_put_on_trial(writer):
    assert writer.post(EDIT, FORM | {"do": "try"})["Location"] == "/rules/bridge-builder"
    assert Shadow.objects.get().stopped_at is None


def test_it_is_asked_for_with_a_note(writer):
    writer.post(EDIT, FORM | {"do": "ask", "note": "Three were too many."})
    assert PublishRequest.objects.get().note == "Three were too many."
    assert RulePreview.objects.count() == 1


@pytest.mark.parametrize("note", ["", "   "])
def test_without_a_note_it_is_refused_at_the_field_and_kept(writer, note):
    answer = writer.post(EDIT, FORM | {"do": "ask", "note": note})
    assert answer.status_code == 422
    page = text(answer)
    assert 'id="note-error"' in page
    assert page.count("Say what changes, and why: the second person reads it.") == 1
    assert 'value="1.9"' in page
    assert not PublishRequest.objects.exists()


def test_what_is_in_force_already_is_not_asked_for(writer):
    answer = writer.post(EDIT, {"view": "yaml", "text": LIVE, "do": "ask", "note": "Again."})
    assert answer.status_code == 422
    assert "in force already" in text(answer)


def test_the_preview_is_watched_beside_the_rule_and_grows_old_with_the_text(writer, eve):
    waiting = text(writer.post(EDIT, FORM | {"do": "preview"}))
    assert "Waiting for a worker" in waiting
    assert 'hx-select="#gains"' in waiting
    answer_waiting()
    told = text(writer.post(CHECK, FORM))
    assert eve.display_name in told
    assert "earlier text" not in told
    assert "hx-trigger" not in told
    changed = text(writer.post(CHECK, FORM | {"n.0:at_least": "2.2"}))
    assert "Counted for an earlier text of the rule." in changed


def test_a_drill_is_asked_for_with_this_text(writer):
    page = text(writer.post(EDIT, FORM | {"do": "drill"}))
    assert "What attacks would bring" in page
    assert Drill.objects.get().text.startswith("badge: bridge-builder")


def test_the_preview_of_another_admin_is_shown_too(writer, admins):
    rule_previews.ask(by=admins[1], text=LIKELIER)
    assert "Waiting for a worker" in text(writer.post(CHECK, FORM))


@pytest.mark.parametrize("do", ["add:n", "remove:n", "up:n.7", "dance:n.0", "add:n.0:tenure"])
def test_what_no_button_sends_is_a_bad_request(writer, do):
    assert writer.post(EDIT, FORM | {"do": do}).status_code == 400


def test_a_text_too_long_is_refused_in_words(writer):
    page = text(writer.post(CHECK, {"view": "yaml", "text": "a" * 100_000}))
    assert "longer than 65536 characters" in page


def test_hostile_text_is_shown_and_never_run(writer):
    page = text(writer.post(EDIT, {"view": "yaml", "text": "</textarea><script>alert(1)</script>", "do": "check"}))
    assert "<script>alert" not in page


@pytest.mark.parametrize("number", [".inf", "-.inf", ".nan"])
@pytest.mark.parametrize("place", ["at_least: 1.9", "silver: 2"])
def test_a_number_without_end_stays_in_the_yaml(writer, number, place):
    tiers = "\ntiers: {bronze: 1, silver: 2}\n"
    wrong = (LIKELIER.rstrip() + tiers).replace(place, f"{place.partition(':')[0]}: {number}")
    assert number in wrong
    answer = writer.post(EDIT, {"view": "yaml", "text": wrong, "do": "as:form"})
    assert answer.status_code == 422
    assert f": {number}" in text(answer)


def test_a_group_too_deep_for_the_next_form_is_refused_with_the_words_kept(writer):
    deep = {f"n{'.0' * level}:is": "any" for level in range(8)}
    leaf = f"n{'.0' * 8}"
    answer = writer.post(EDIT, FORM | deep | {f"{leaf}:is": "tenure", f"{leaf}:days": "77", "do": f"either:{leaf}"})
    assert answer.status_code == 422
    assert "Groups do not go deeper than this" in text(answer)
    assert 'value="77"' in text(answer)


def test_one_condition_too_many_for_the_next_form_is_refused_with_the_words_kept(writer):
    many = {f"n.{place}:{name}": value for place in range(1, 59) for name, value in (("is", "tenure"), ("days", "77"))}
    answer = writer.post(EDIT, FORM | many | {"do": "add:n:tenure"})
    assert answer.status_code == 422
    assert "The form holds no more conditions than these" in text(answer)
    assert 'name="n.58:days"' in text(answer)
    assert 'name="n.59:days"' not in text(answer)


def test_yaml_with_more_than_a_form_takes_back_stays_yaml(writer):
    many = "criteria:\n  all:\n" + "    - tenure: {days: 77}\n" * 60
    deep = "criteria:\n  " + "{any: [" * 9 + "{tenure: {days: 77}}" + "]}" * 9 + "\n"
    for criteria in (many, deep):
        wrong = f"badge: bridge-builder\n{criteria}"
        assert writer.post(EDIT, {"view": "yaml", "text": wrong, "do": "as:form"}).status_code == 422
