"""A small company with a judged history, for a browser to look at."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from recognition.actions import nominations, thanks
from recognition.models import Award, Badge, Contribution, Outcome, RoleGrant
from scoring.engine.criteria.parse import parse_rule
from scoring.models import Appeal, AuditSample, Case, CaseEvent, Finding, RuleVersion, Snooze


@pytest.fixture
def company_to_look_at(settings, ada, bo, chen, eve, dina, badge):
    """Ada spoke for Eve, Chen seconded, Bo holds the badge in gold; the rule of the badge is live."""
    settings.DEMO_LOGIN = True
    cache.clear()
    now = timezone.now()
    badge.criteria_text = ["Recognition from at least 2 teams.", "Their words add up to at least 3 full voices."]
    badge.art = {"shape": "hexagon", "ring": "laurel", "ribbon": "tails", "symbol": "waypoints", "palette": "ocean"}
    badge.save()
    Badge.objects.create(slug="mentor", name="Mentor", purpose="Helps others grow.", category="learning", state="live")
    rule = parse_rule(
        {
            "badge": "bridge-builder",
            "award": "automatic",
            "criteria": {"all": [{"peer_support": {"at_least": 3, "teams": 2}}]},
        }
    )
    RuleVersion.objects.create(
        badge=badge, number=1, document=rule.document(), digest=rule.digest, policy_version=1, state="live",
        published_at=now, published_by=dina, approved_by=bo,
    )  # fmt: skip
    Award.objects.create(
        badge=badge, person=bo, tier="gold", rule_version=1, given_at=now - timedelta(days=40),
        why=["Colleagues from three teams spoke for them.", "Their words add up to 4.2 full voices."],
    )  # fmt: skip
    # Eve looks after Mentor, and Chen waits for her word.
    mentor = Badge.objects.get(slug="mentor")
    RoleGrant.objects.create(person=eve, role="steward", badge=mentor)
    Award.objects.create(
        badge=mentor, person=chen, status="pending", rule_version=1, given_at=now - timedelta(days=3),
        why=["Three people thanked them for their time."],
    )  # fmt: skip
    outcome = Outcome.objects.create(
        source="git", key="1", kind="change_merged", at=now - timedelta(days=9), title="Share one importer"
    )
    Contribution.objects.create(outcome=outcome, person=eve)
    # Chen's work waits for an independent word; the number is one that no sequence reaches.
    waiting = Outcome.objects.create(
        pk=1001, source="claim", key="c", kind="document_published", at=now - timedelta(days=2), claimed_by=chen,
        title="The guide to handovers", url="https://docs.example/handovers", area="docs",
    )  # fmt: skip
    Contribution.objects.create(outcome=waiting, person=chen)
    first = nominations.submit(
        by=ada,
        nominee=eve,
        badge=badge,
        reason="Brought design and platform to one table, and the handover takes an hour now.",
    )
    nominations.submit(by=chen, nominee=eve, badge=badge, reason="I sat at that table as data: it saved us a month.")
    thanked = thanks.give(by=bo, receiver=ada, text="Thank you for the patient review of the importer!")
    # Eve also reviews: a pattern between Ada and Bo waits for her.
    RoleGrant.objects.create(person=eve, role="reviewer")
    case = Case.objects.create(key="c-1", family="nominations", subject="pattern")
    case.people.set([ada, bo])
    CaseEvent.objects.create(case=case, kind="opened", text="2 people recognise mostly each other.")
    Finding.objects.create(
        key="N02-1", code="N02", severity="review", factor=0.5, p_value=0.001, at=now, found_at=now, case=case,
        sentence="2 people recognise mostly each other.", evidence=[{"kind": "thanks", "id": thanked.pk}],
    )  # fmt: skip
    # And Bo contests what it takes from him.
    Appeal.objects.create(key="a-1", person=bo, against="discount", code="N02", reason="We share one pager.")
    # An award of his was drawn by lot, and what is seen about Chen sleeps for a month.
    AuditSample.objects.create(award=Award.objects.get(person=bo), week="2026-06-15")
    Snooze.objects.create(person=chen, code="N09", until=now + timedelta(days=30), by=eve, reason="She mentors many.")
    return first
