"""following.follow and following.unfollow"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from recognition.actions import following
from recognition.actions.actors import System
from recognition.models import AuditEntry, FollowedTeam, Team
from tests.recognition.actions.refused import code_of

pytestmark = pytest.mark.django_db


def test_it_follows_once_and_leaves_again(ada, company):
    following.follow(by=ada, team=company["data"])
    following.follow(by=ada, team=company["data"])
    assert list(ada.followed_teams.values_list("team__key", flat=True)) == ["data"]
    following.unfollow(by=ada, team=company["data"])
    following.unfollow(by=ada, team=company["data"])
    assert not FollowedTeam.objects.exists()


def test_nobody_keeps_a_record_of_what_somebody_reads(ada, company):
    following.follow(by=ada, team=company["data"])
    assert not AuditEntry.objects.exists()


def test_it_refuses_a_team_that_was_closed(ada, company):
    closed = Team.objects.create(key="old", name="Old", closed_on=date(2024, 1, 1))
    with pytest.raises(ValidationError) as refused:
        following.follow(by=ada, team=closed)
    assert code_of(refused) == "closed"


def test_a_team_that_closes_later_is_still_followed(ada, company):
    closing = Team.objects.create(key="old", name="Old", closed_on=timezone.localdate() + timedelta(days=1))
    following.follow(by=ada, team=closing)
    assert FollowedTeam.objects.get().team == closing


def test_it_refuses_more_than_anybody_reads(monkeypatch, ada, company):
    monkeypatch.setattr(following, "MOST_FOLLOWED", 1)
    following.follow(by=ada, team=company["data"])
    following.follow(by=ada, team=company["data"])  # the same one is no further team
    with pytest.raises(ValidationError) as refused:
        following.follow(by=ada, team=company["design"])
    assert code_of(refused) == "quota"


def test_only_people_follow(company):
    with pytest.raises(PermissionDenied):
        following.follow(by=System("test"), team=company["data"])
