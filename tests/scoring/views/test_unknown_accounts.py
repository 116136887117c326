"""The inbox of unknown accounts: of tools that deliver work and of usage, many at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.models import AuditEntry, Role, RoleGrant, SourceAccount
from scoring.models import UsageAccount
from scoring.queries import unknown_accounts as queries
from scoring.views import unknown_accounts as views
from tests.scoring.views.test_mine import browser

pytestmark = pytest.mark.django_db
PAGE = "/office/accounts"


@pytest.fixture
def admin(dina):
    RoleGrant.objects.create(person=dina, role=Role.ADMIN)
    return browser(dina)


def text(answer):
    return answer.content.decode()


def octo(login, source="github", **more):
    return SourceAccount.objects.create(source=source, login=login, **more)


def used(value, scheme="copilot.login"):
    return UsageAccount.objects.create(scheme=scheme, value=value)


def test_many_are_decided_at_once_and_the_rest_waits(admin, ada, bo):
    harbour, robot, stranger, waits = octo("harbour"), octo("robot", "gitlab"), octo("stranger"), octo("waits")
    name = used("bo-builds")
    answer = admin.post(
        PAGE,
        {
            f"source-{harbour.pk}-decision": "is:ada",
            f"source-{robot.pk}-decision": "automated",
            f"source-{stranger.pk}-decision": "nobody",
            f"source-{waits.pk}-decision": "",
            f"source-{waits.pk}-person": "",
            f"usage-{name.pk}-person": "bo@plaudit.example" if bo.email else "bo",
        },
        follow=True,
    )
    assert "4 accounts are decided" in text(answer)
    states = dict(SourceAccount.objects.values_list("login", "state"))
    assert states == {"harbour": "known", "robot": "automated", "stranger": "nobody", "waits": "unknown"}
    name.refresh_from_db()
    assert name.person == bo
    assert AuditEntry.objects.filter(verb="source_account.link", data__person="ada").exists()
    assert "waits" in text(answer)
    assert "bo-builds" not in text(answer)


def test_where_one_is_wrong_nothing_is_kept_and_all_that_was_said_stands_there(admin, ada):
    right, wrong = octo("harbour"), octo("stranger")
    said = {f"source-{right.pk}-decision": "is:ada", f"source-{wrong.pk}-person": "no-one"}
    refused = admin.post(PAGE, said)
    assert refused.status_code == 422
    assert "There is nobody with this directory id" in text(refused)
    assert 'value="no-one"' in text(refused)
    assert '<option value="is:ada" selected>' in text(refused)
    assert not SourceAccount.objects.exclude(state="unknown").exists()
    both = admin.post(PAGE, {f"source-{right.pk}-decision": "nobody", f"source-{right.pk}-person": "ada"})
    assert "not both" in text(both)


def test_what_an_action_refuses_undoes_the_others(admin, ada, monkeypatch):
    """Such as an account that somebody else decided in the same moment."""
    first, second = octo("harbour"), octo("stranger")
    found = queries.named

    def meanwhile(ids):
        rows = found(ids)
        SourceAccount.objects.filter(pk=second.pk).update(person=ada, state="known")
        return rows

    monkeypatch.setattr(views.queries, "named", meanwhile)
    said = {f"source-{one.pk}-decision": "nobody" for one in (first, second)}
    refused = admin.post(PAGE, said)
    assert refused.status_code == 422
    assert text(refused).index("This account belongs to somebody already.") < text(refused).index("harbour")
    assert f'name="source-{second.pk}-decision"' in text(refused)
    first.refresh_from_db()
    assert first.state == "unknown"
    assert not AuditEntry.objects.filter(verb__startswith="source_account").exists()


def test_what_was_said_of_rows_that_left_the_page_stands_there_with_what_is_wrong(admin):
    """Somebody else has decided two of the first page meanwhile: what was on the second one begins on the first."""
    rows = [octo(f"octo-{number}") for number in range(2 * views.A_PAGE + 2)]
    right, wrong = rows[views.A_PAGE : views.A_PAGE + 2]
    SourceAccount.objects.filter(pk__in=[rows[0].pk, rows[1].pk]).update(state="nobody")
    said = {f"source-{right.pk}-decision": "nobody", f"source-{wrong.pk}-person": "no-one"}
    refused = text(admin.post(f"{PAGE}?page=2", said))
    assert refused.count("<strong>octo-") == views.A_PAGE
    first, second = refused.split("<strong>octo-")[1:3]
    assert first.startswith(f"{views.A_PAGE + 1}<")
    assert "There is nobody with this directory id" in first
    assert second.startswith(f"{views.A_PAGE}<")
    assert '<option value="nobody" selected>' in second


@pytest.mark.parametrize(
    "said", [{}, {"source-7-decision": "nobody"}, {"usage-1-decision": "", "source-x-person": "ada"}]
)
def test_where_nothing_is_said_nothing_changes(admin, said):
    octo("harbour", pk=70)
    assert "Nothing was said" in text(admin.post(PAGE, said, follow=True))
    assert SourceAccount.objects.get().state == "unknown"


@pytest.mark.parametrize("decision", ["nobody", "is:no-one", "owner", "is:\0"])
def test_what_is_not_to_be_chosen_is_refused(admin, decision):
    name = used("bo-builds")
    assert admin.post(PAGE, {f"usage-{name.pk}-decision": decision}).status_code == 422
    name.refresh_from_db()
    assert name.person is None


def test_people_who_may_be_meant_are_offered_and_never_chosen(admin, ada):
    account = octo("ada-builds", name="Ada Lindqvist")
    page = text(admin.get(PAGE))
    assert '<option value="is:ada">Ada Lindqvist (ada)' in page
    select = page.split(f'name="source-{account.pk}-decision"')[1].split("</select>")[0]
    assert '<option value="is:ada" selected' not in select
    assert 'value="nobody"' in select


def test_it_narrows_to_one_tool_and_searches(admin):
    for login, source in (("harbour", "github"), ("pier", "gitlab")):
        octo(login, source)
    used("svc-build")
    assert all(name in text(admin.get(PAGE)) for name in ("harbour", "pier", "svc-build"))
    for query, shown in (
        ("of=github", {"harbour"}), ("of=usage", {"svc-build"}), ("q=PIER", {"pier"}), ("q=svc", {"svc-build"}),
        ("of=github&q=pier", set()), ("of=nowhere", {"harbour", "pier", "svc-build"}), ("q=pi%00er", {"pier"}),
    ):  # fmt: skip
        page = text(admin.get(f"{PAGE}?{query}"))
        assert {name for name in ("harbour", "pier", "svc-build") if f"<strong>{name}</strong>" in page} == shown, query
    kept = admin.post(
        f"{PAGE}?of=gitlab&page=3", {f"source-{SourceAccount.objects.get(login='pier').pk}-decision": "nobody"}
    )
    assert kept["Location"] == f"{PAGE}?of=gitlab"


def test_one_list_goes_over_both_kinds(admin):
    for number in range(4):
        octo(f"octo-{number}")
        used(f"name-{number}")
    inbox = queries.Inbox()
    names = [row.name for row in inbox[0:100]]
    assert len(inbox) == len(names) == 8
    for start in range(9):
        for stop in range(start, 10):
            assert [row.name for row in inbox[start:stop]] == names[start:stop]


def test_auditors_read_and_change_nothing(dina, ada):
    RoleGrant.objects.create(person=dina, role=Role.AUDITOR)
    account, auditor = octo("harbour"), browser(dina)
    page = text(auditor.get(PAGE))
    assert "harbour" in page
    assert "Save what is decided" not in page
    assert auditor.post(PAGE, {f"source-{account.pk}-decision": "is:ada"}).status_code == 403
    assert browser(ada).get(PAGE).status_code == 403


def test_an_empty_inbox_says_so(admin):
    assert "Every account has its person" in text(admin.get(PAGE))


def test_it_asks_as_often_for_many_as_for_few(admin):
    counts = []
    for number in (2, 20):
        for one in range(number):
            octo(f"octo-{number}-{one}", name=f"Octo Number {one}")
            used(f"somebody.{number}.{one}@x.example", "email")
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(PAGE).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_whom_one_types_is_offered(admin, ada):
    page = text(admin.get("/office/known", {"source-12-person": "Lindq"}))
    assert 'value="ada"' in page
