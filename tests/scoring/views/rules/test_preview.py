"""Who gains and loses: while it is counted, and what it says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.models import Person
from scoring.actions import rule_previews
from scoring.models import RulePreview
from scoring.rule_checks.previewing import answer_waiting
from tests.scoring.views.rules.conftest import LIKELIER

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(praised, admins):
    return rule_previews.ask(by=admins[0], text=LIKELIER)


def address(preview):
    return f"/rules/bridge-builder/previews/{preview.pk}"


def text(answer):
    return answer.content.decode()


def test_it_says_that_it_waits_and_looks_again_by_itself_and_by_a_link(writer, asked):
    page = text(writer.get(address(asked)))
    assert "Waiting for a worker" in page
    assert 'hx-trigger="every 2s"' in page
    assert "Look again" in page


def test_htmx_gets_the_changing_part_alone(writer, asked):
    answer = writer.get(address(asked), headers={"HX-Request": "true", "HX-Target": "preview"})
    assert text(answer).lstrip().startswith('<div id="preview"')


def test_it_names_who_gains_with_the_reason_and_shows_every_group(writer, asked, eve):
    answer_waiting()
    page = text(writer.get(address(asked)))
    assert eve.display_name in page
    assert "gains it" in page
    assert "Spoken for by" in page
    assert "Does it reach everybody alike?" in page
    assert "hx-trigger" not in page


def test_one_kind_of_change_is_chosen_in_the_address(writer, asked, eve):
    answer_waiting()
    assert eve.display_name in text(writer.get(f"{address(asked)}?what=gain"))
    losing = text(writer.get(f"{address(asked)}?what=lose"))
    assert eve.display_name not in losing.split("<main")[1]
    assert "the answer stays as it is" in losing


def test_what_failed_says_why(writer, asked):
    RulePreview.objects.update(state="failed", trouble="The rule does not pass any more: mend it.")
    assert "does not pass any more" in text(writer.get(address(asked)))


def test_a_preview_of_another_badge_is_not_found(writer, asked):
    from recognition.models import Badge

    Badge.objects.create(slug="other", name="Other", purpose="Something else.", state="live")
    assert writer.get(f"/rules/other/previews/{asked.pk}").status_code == 404


def test_many_changes_are_paged_and_cost_the_same(writer, asked, company):
    answer_waiting()
    asked.refresh_from_db()
    counts = []
    for number in (1, 60):
        people = [
            Person.objects.get_or_create(key=f"p{n}", defaults={"display_name": f"P {n}", "team": company["data"]})[0]
            for n in range(number)
        ]
        changes = [{"person": p.key, "before": "", "after": "yes", "reason": "Spoken for."} for p in people]
        asked.content = {**asked.content, "changes": changes}
        asked.save()
        writer.get(address(asked))
        with CaptureQueriesContext(connection) as queries:
            page = text(writer.get(address(asked)))
        counts.append(len(queries))
    assert "Page 1 of 3" in page
    assert counts[0] == counts[1]
