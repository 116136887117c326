"""Forgetting a person: who they were goes, what happened stays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from recognition.actions import audit, erasures, nominations, outcomes, roles, thanks
from recognition.actions.actors import System
from recognition.models import (
    AuditEntry,
    DeliveredFact,
    Delivery,
    DirectoryRequest,
    DirectoryUser,
    Erasure,
    Nomination,
    Outcome,
    Person,
    Role,
    SourceAccount,
    Thanks,
    User,
)
from recognition.privacy.erasing import work
from recognition.privacy.erasing.erased import ERASERS, KEPT
from recognition.privacy.sections import SECTIONS
from tests.recognition.deliveries.conftest import deliver_all
from tests.recognition.deliveries.messages import merged

NAME = "Bo Nakamura"


@pytest.fixture
def admins(ada, chen):
    for person in (ada, chen):
        roles.grant(by=System("test"), person=person, role=Role.ADMIN)
    return ada, chen


@pytest.fixture
def past(ada, bo, chen, eve, badge, admins):
    """Bo spoke and was spoken of, and has left."""
    nominations.submit(by=ada, nominee=bo, badge=badge, reason="Bo Nakamura brought the teams together in March.")
    nominations.submit(
        by=bo, nominee=chen, badge=badge, reason="Chen kept the room calm; I, Bo Nakamura, saw it happen."
    )
    thanks.give(by=bo, receiver=eve, text="Thank you, from bo@plaudit.example!")
    thanks.give(by=eve, receiver=bo, text="Thank you for the long evening.")
    done = outcomes.report(
        by=System("test"), source="git", key="1", kind="change_merged", at=timezone.now() - timedelta(days=1),
        authors=[chen], title="Follow the plan of Bo Nakamura",
    )  # fmt: skip
    outcomes.verify(by=bo, outcome=done, note="Read it twice.")
    User.objects.create_user("bo.login", email="bo@plaudit.example", password="a long password", person=bo)
    Person.objects.filter(pk=bo.pk).update(left_on=date(2026, 6, 1))
    bo.refresh_from_db()
    return bo


def forget(person, admins):
    one, other = admins
    erasure = erasures.ask(by=one, person=person, reason="Letter of 3 June")
    erasures.approve(by=other, erasure=erasure)
    assert work.work_waiting() == 1
    erasure.refresh_from_db()
    return erasure


def everything_said():
    """All rows of all our tables as text."""
    from django.apps import apps

    for app in ("recognition", "scoring"):
        for model in apps.get_app_config(app).get_models():
            for row in model._base_manager.values():
                yield f"{model.__name__}: {row}"


def test_nothing_says_who_it_was_any_more(past, admins):
    erasure = forget(past, admins)
    assert erasure.state == Erasure.State.DONE
    named = [
        row for row in everything_said() if NAME in row or "bo@plaudit" in row or "'bo'" in row or "bo.login" in row
    ]
    assert named == []


def test_who_came_back_before_the_second_admin_looked_is_not_forgotten(past, admins):
    erasure = erasures.ask(by=admins[0], person=past, reason="Letter of 3 June")
    Person.objects.filter(pk=past.pk).update(left_on=None)
    with pytest.raises(ValidationError, match="works here"):
        erasures.approve(by=admins[1], erasure=erasure)
    assert work.work_waiting() == 0


def test_messages_of_sources_about_the_person_are_forgotten_and_the_facts_stay(past, admins):
    SourceAccount.objects.create(source="github", login="octo-bo", state="known", person=past)
    deliver_all([merged(12, "octo-bo", 0, title=f"The plan of {NAME}"), merged(13, "octo-ada", 1)])
    forget(past, admins)
    kept = dict(Delivery.objects.values_list("told__outcome_key", "is_kept"))
    assert sorted(kept.values()) == [False, True]
    assert bytes(Delivery.objects.get(is_kept=False).body) == b""
    assert DeliveredFact.objects.get(delivery__is_kept=False).content["title"] == "The plan of …"
    assert Outcome.objects.filter(contributions__person=past).exists()


def test_it_waits_for_whoever_works_on_deliveries_of_the_persons_sources(past, admins, monkeypatch):
    for source in ("y", "github"):
        SourceAccount.objects.create(source=source, login="octo-bo", state="known", person=past)
    waited = []

    def wait(source):
        waited.append((source, SourceAccount.objects.filter(login="octo-bo").count()))

    monkeypatch.setattr(work, "only_one_for", wait)
    forget(past, admins)
    assert waited == [("github", 2), ("y", 2)]


def test_the_last_requests_of_the_directory_about_the_person_go_and_the_others_stay(past, admins):
    user = DirectoryUser.objects.create(person=past, name="nakamura-b", external_id="00u-bo")
    for path, detail in (
        (f"/Users/{user.scim_id}", ""),
        ("/Users", "emails: The e-mail address Bo@Plaudit.example belongs to somebody already."),
        ("/Users", "userName: nakamura-b is there already."),
        ("/Users/another", "emails: Give an address."),
    ):
        DirectoryRequest.objects.create(method="POST", path=path, status=409, detail=detail)
    forget(past, admins)
    assert [request.path for request in DirectoryRequest.objects.all()] == ["/Users/another"]


def test_the_audit_still_holds_and_says_how_many_entries_were_emptied(past, admins):
    forget(past, admins)
    assert audit.first_break() is None
    call_command("verify_audit")
    said = AuditEntry.objects.get(verb="person.erase")
    assert said.data["entries"] == AuditEntry.objects.filter(erased_in=said.number).count() > 4
    audit.record(by=System("test"), verb="test.note", object_kind="thing", object_key="1", data={})
    assert audit.first_break() is None


def test_an_entry_that_was_emptied_without_an_erasure_is_found(past, admins):
    entry = AuditEntry.objects.order_by("number")[1]
    AuditEntry.objects.filter(pk=entry.pk).update(actor="nobody", salt="", erased_in=9_999)
    assert (audit.first_break().number, audit.first_break().why) == (entry.number, "erased")


def test_an_entry_that_pretends_to_have_been_emptied_with_others_is_found(past, admins):
    forget(past, admins)
    said = AuditEntry.objects.get(verb="person.erase")
    other = AuditEntry.objects.filter(erased_in=None, number__lt=said.number).first()
    AuditEntry.objects.filter(pk=other.pk).update(actor="nobody", salt="", erased_in=said.number)
    assert (audit.first_break().number, audit.first_break().why) == (said.number, "erasure")


def test_words_about_others_stay_without_the_name_and_words_about_the_person_go(past, admins, chen, eve):
    forget(past, admins)
    assert Nomination.objects.get(nominee=chen).reason == "Chen kept the room calm; I, …, saw it happen."
    assert Nomination.objects.get(nominee=past).reason == "…"
    assert Thanks.objects.get(receiver=eve).text == "Thank you, from …!"
    assert Thanks.objects.get(receiver=past).text == "…"


def test_facts_stay_so_that_nothing_is_judged_anew(past, admins, chen, eve):
    before = [(n.nominator_id, n.nominee_id, n.at) for n in Nomination.objects.order_by("pk")]
    forget(past, admins)
    assert [(n.nominator_id, n.nominee_id, n.at) for n in Nomination.objects.order_by("pk")] == before
    person = Person.objects.get(pk=past.pk)
    assert person.team_id == past.team_id
    assert person.left_on == past.left_on
    assert not person.user.is_active


def test_two_people_are_forgotten_one_after_the_other(past, admins, eve):
    forget(past, admins)
    Person.objects.filter(pk=eve.pk).update(left_on=date(2026, 6, 2))
    eve.refresh_from_db()
    forget(eve, admins)
    assert audit.first_break() is None
    assert AuditEntry.objects.filter(verb="person.erase").count() == 2


def test_nobody_is_forgotten_who_works_here(ada, bo, admins):
    with pytest.raises(ValidationError, match="works here"):
        erasures.ask(by=ada, person=bo, reason="A letter")


def test_one_admin_alone_cannot_do_it(past, admins):
    one, _other = admins
    erasure = erasures.ask(by=one, person=past, reason="A letter")
    with pytest.raises(PermissionDenied):
        erasures.approve(by=one, erasure=erasure)
    assert work.work_waiting() == 0


def test_it_is_asked_for_once(past, admins):
    one, other = admins
    erasures.ask(by=one, person=past, reason="A letter")
    with pytest.raises(ValidationError, match="asked for this already"):
        erasures.ask(by=other, person=past, reason="A letter")


def test_what_was_declined_or_withdrawn_changes_nothing(past, admins):
    one, other = admins
    for decide, by in ((erasures.decline, other), (erasures.withdraw, one)):
        decide(by=by, erasure=erasures.ask(by=one, person=past, reason="A letter"))
    assert work.work_waiting() == 0
    assert Person.objects.get(pk=past.pk).display_name == NAME


def test_nothing_is_left_half_done(past, admins, monkeypatch):
    one, other = admins
    erasures.approve(by=other, erasure=erasures.ask(by=one, person=past, reason="A letter"))
    monkeypatch.setattr(work.in_audit, "erase", lambda *_args, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        work.work_waiting()
    assert Person.objects.get(pk=past.pk).display_name == NAME


def test_the_database_lets_an_entry_be_emptied_and_nothing_else(append_only, past, admins):
    forget(past, admins)
    entry = AuditEntry.objects.filter(erased_in=None).first()
    for change in ({"actor": "nobody"}, {"hash": "f" * 64, "salt": "", "erased_in": 1}, {"salt": ""}):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            AuditEntry.objects.filter(pk=entry.pk).update(**change)


def test_every_table_about_a_person_is_emptied_or_stays_for_a_reason():
    told = {label for section in SECTIONS for label in section.models}
    seen_to = {label for eraser in ERASERS for label in eraser.models} | set(KEPT)
    assert told - seen_to == set()
