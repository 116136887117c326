"""What is asked, on the page: either/or reads as a choice."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recognition.models import User
from scoring.engine.criteria.parse import parse_rule
from scoring.models import RuleVersion

CRITERIA = {"all": [
    {"tenure": {"days": 30}},
    {"any": [{"outcomes": {"credit": 20, "roots": 10}}, {"manager_statement": {"at_least": 1}}]},
]}  # fmt: skip


def test_of_several_ways_the_page_says_that_one_is_enough(ada, dina, eve, badge):
    parsed = parse_rule({"badge": badge.slug, "criteria": CRITERIA})
    RuleVersion.objects.create(
        badge=badge, number=1, document=parsed.document(), digest=parsed.digest, policy_version=1, state="live",
        published_at=timezone.now(), published_by=dina, approved_by=eve,
    )  # fmt: skip
    client = Client()
    client.force_login(User.objects.create(username="ada", person=ada))
    page = " ".join(client.get(reverse("scoring:badge_progress", args=[badge.slug])).content.decode().split())
    assert page.count("One of these is enough:") == 1
    assert page.count(">or<") == 1
    assert page.index("One of these is enough:") < page.index(">or<")
