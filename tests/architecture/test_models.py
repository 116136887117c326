import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from recognition.actions import audit
from recognition.actions.actors import System
from recognition.append_only import APPEND_ONLY_TABLES
from recognition.models import Award, AwardChange, PanelNote
from scoring.append_only_tables import TABLES
from scoring.models import Case, CaseEvent, Drill, DrillReport, Ruling
from tests.conftest import NOW

# A new model goes on one of the lists: may a row change, or does its table only grow?
APPEND_ONLY = {
    "recognition.AuditEntry", "recognition.AwardChange", "recognition.PanelNote", "scoring.CaseEvent",
    "scoring.DrillReport", "scoring.Ruling",
}  # fmt: skip
MUTABLE = {
    # the directory follows the company
    "recognition.Person", "recognition.Team", "recognition.TeamMembership",
    "recognition.User", "recognition.RoleGrant",
    # what the directory tells of them over SCIM, its tokens, and its last requests
    "recognition.DirectoryUser", "recognition.DirectoryGroup", "recognition.DirectoryMembership",
    "recognition.DirectoryToken", "recognition.DirectoryRequest",
    # a person's own: what they chose, were told, and where they are signed in
    "recognition.Preferences", "recognition.Notification", "recognition.UserSession", "recognition.TokenName",
    # what sources deliver: worked on and forgotten; who they say people are; what they told, which waits or is applied
    "recognition.Delivery", "recognition.SourceAccount", "recognition.SourceSecret", "recognition.DeliveredFact",
    # an answer of the API, kept for a day in case it is asked for again
    "recognition.ApiAnswer",
    # what opens feeds, whose an account of the chat is, and requests of the chat that were just taken
    "recognition.FeedAddress", "recognition.ChatAccount", "recognition.ChatDelivery",
    # where news is posted to; each step of a person writes an audit entry
    "recognition.Endpoint",
    # on its way out: waits, is tried, is over and forgotten
    "recognition.OutboxMessage", "recognition.DeliveryAttempt",
    # have a life cycle; each step writes an audit entry
    "recognition.Award", "recognition.Badge",
    # waits to be kept or is shown, and goes when another one is
    "recognition.BadgePicture",
    # facts: only their withdrawal is ever added
    "recognition.Nomination", "recognition.Thanks", "recognition.Verification",
    "recognition.Outcome", "recognition.Contribution", "recognition.Reversal",
    # signed once; only its withdrawal is ever added
    "recognition.Credential",
    # reading habits of one person: no facts
    "recognition.FollowedTeam", "recognition.PassedOutcome",
    # wait, are worked on or decided, and are over; each step of a person writes an audit entry
    "recognition.ImportRun", "recognition.ImportFile", "recognition.BulkAward", "recognition.BulkAwardPerson",
    "recognition.ChainCheck", "recognition.Erasure",
    # where the chain of the audit ends
    "recognition.AuditHead",
    # only `superseded_at` is set later
    "scoring.Decision",
    # a draft is written; once live only `state` changes
    "scoring.RuleVersion",
    # a rule on its way: previewed, asked for, tried, decided; the steps are audit entries
    "scoring.RulePreview", "scoring.PublishRequest", "scoring.Shadow", "scoring.ShadowDecision",
    # the work itself
    "scoring.QueuedPerson", "scoring.Run", "scoring.Heartbeat",
    # signals of usage: counted up, and forgotten after the retention time
    "scoring.UsageDay", "scoring.UsageWeek", "scoring.UsageSketch", "scoring.UsageSeries", "scoring.UsageReceipt",
    # a finding ends when it no longer holds; what it is about goes with it
    "scoring.Finding", "scoring.FindingFact",
    # have a life cycle; each step is a case event or an audit entry
    "scoring.Case", "scoring.Snooze", "scoring.Appeal", "scoring.AuditSample",
    # waits, is played, is over; what it said is a report that only grows
    "scoring.Drill",
    # an account finds its person, a token is ended, a job is declared
    "scoring.UsageAccount", "scoring.UsageToken", "scoring.DeclaredBatchJob",
}  # fmt: skip


def test_every_model_is_append_only_or_mutable_on_purpose():
    ours = {m._meta.label for a in ("recognition", "scoring", "demo") for m in apps.get_app_config(a).get_models()}
    assert ours == APPEND_ONLY | MUTABLE


def test_the_database_guards_what_only_grows():
    guarded = {*APPEND_ONLY_TABLES, *TABLES}
    assert {apps.get_model(label)._meta.db_table for label in APPEND_ONLY} == guarded


@pytest.mark.parametrize("label", sorted(APPEND_ONLY))
@pytest.mark.parametrize("statement", ["UPDATE {table} SET at = at", "DELETE FROM {table}"])
def test_the_database_refuses_to_change_history(label, statement, ada, badge, append_only):
    audit.record(by=System("test"), verb="test.note", object_kind="person", object_key="ada", data={})
    award = Award.objects.create(badge=badge, person=ada, given_at=NOW, rule_version=1)
    AwardChange.objects.create(award=award, to_status="active", reason="Test.")
    PanelNote.objects.create(award=award, kind="question", by=ada, text="Test.")
    case = Case.objects.create(key="c-1", family="nominations", subject="pattern")
    CaseEvent.objects.create(case=case, kind="opened", text="Test.")
    Ruling.objects.create(case=case, finding_key="N02-1", verdict="dismissed", by=ada, reason="Test.")
    DrillReport.objects.create(drill=Drill.objects.create(kinds=["ring"]), content={})
    model = apps.get_model(label)
    rows = model.objects.count()
    assert rows
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=model._meta.db_table))
    assert model.objects.count() == rows


def test_the_migrations_say_what_the_models_say(db):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
