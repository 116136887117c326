"""One badge for many people, on pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from recognition.models import Award, BulkAward, Person
from recognition.models.badges import shown_name
from recognition.queries.bulk_awards import column, named, pasted

BULK = "/office/bulk-awards"
REASON = "They kept the harbour running through the whole storm night."


def text(answer):
    return answer.content.decode()


@pytest.fixture
def asked(admin, ada, bo, badge):
    fields = {"badge": badge.slug, "people": "ada, bo@plaudit.example", "reason": REASON}
    return admin.post(f"{BULK}/new", fields)["Location"]


def test_one_asks_and_another_one_approves(asked, admin, second, ada, bo):
    assert "It waits for a second person" in text(admin.get(asked))
    assert "Approve" not in text(admin.get(asked))
    assert "Your word as the second person" in text(second.get(asked))
    assert "2 people hold Bridge Builder now." in text(second.post(f"{asked}/approve", follow=True))
    assert set(Award.objects.values_list("person__key", flat=True)) == {"ada", "bo"}
    assert "approved it on" in text(admin.get(asked))


def test_a_csv_names_people_too(admin, ada, bo, badge):
    file = SimpleUploadedFile("list.csv", b"name,email\nAda,ADA@plaudit.example\nBo,bo@plaudit.example\n")
    admin.post(f"{BULK}/new", {"badge": badge.slug, "file": file, "reason": REASON})
    assert set(BulkAward.objects.get().entries.values_list("person__key", flat=True)) == {"ada", "bo"}


def test_names_of_nobody_are_told_and_what_was_written_stays(admin, ada, badge):
    answer = admin.post(f"{BULK}/new", {"badge": badge.slug, "people": "ada\nzoe\nyan", "reason": REASON})
    assert answer.status_code == 422
    assert "2 name nobody: zoe, yan" in text(answer)
    assert REASON in text(answer)


def test_who_cannot_be_given_it_is_shown_and_can_be_left_out(admin, dina, ada, bo, badge, give):
    give(ada)
    fields = {"badge": badge.slug, "people": "ada dina bo", "reason": REASON}
    answer = admin.post(f"{BULK}/new", fields)
    assert answer.status_code == 422
    told = text(answer)
    assert "holds it already" in told
    assert "you would decide about yourself" in told
    admin.post(f"{BULK}/new", fields | {"leave_out": "1"})
    assert list(BulkAward.objects.get().entries.values_list("person__key", flat=True)) == ["bo"]


def test_leaving_everybody_out_is_no_request(admin, dina, badge):
    fields = {"badge": badge.slug, "people": "dina", "reason": REASON, "leave_out": "1"}
    answer = admin.post(f"{BULK}/new", fields)
    assert answer.status_code == 422
    assert "Nobody would be left" in text(answer)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"badge": ""}, "Choose a badge."),
        ({"reason": ""}, "Say what they did"),
        ({"reason": "Well done."}, "Write at least one sentence"),
        ({"people": ""}, "Name the people."),
        ({"people": " ".join(f"p{n}" for n in range(1100))}, "At most 500 people"),
    ],
)
def test_what_is_missing_is_said(admin, ada, badge, fields, said):
    answer = admin.post(f"{BULK}/new", {"badge": badge.slug, "people": "ada", "reason": REASON} | fields)
    assert answer.status_code == 422
    assert said in text(answer)


def test_a_file_that_is_no_text_is_refused(admin, badge):
    file = SimpleUploadedFile("list.csv", b"\xff\xfe\x00")
    answer = admin.post(f"{BULK}/new", {"badge": badge.slug, "file": file, "reason": REASON})
    assert "no CSV in UTF-8" in text(answer)


def test_it_is_declined_with_a_reason_that_who_asked_reads(asked, admin, second):
    short = second.post(f"{asked}/decline", {"reason": "No."})
    assert short.status_code == 422
    second.post(f"{asked}/decline", {"reason": "The night shift is missing from the list."})
    assert "The night shift is missing" in text(admin.get(asked))
    late = second.post(f"{asked}/approve")
    assert late.status_code == 422
    assert "decided already" in text(late)


def test_whom_it_concerns_is_told_to_leave_it_to_another(admin, second, ada, eve, badge):
    address = admin.post(f"{BULK}/new", {"badge": badge.slug, "people": "ada eve", "reason": REASON})["Location"]
    assert "Another program admin has to approve it" in text(second.get(address))
    assert second.post(f"{address}/approve").status_code == 422
    assert not Award.objects.exists()


def test_who_asked_takes_it_back(asked, admin, second):
    assert second.post(f"{asked}/withdraw").status_code == 403
    assert "Nobody was given anything" in text(admin.post(f"{asked}/withdraw", follow=True))
    assert admin.post(f"{asked}/explode").status_code == 404


def test_auditors_read_and_change_nothing(asked, auditor):
    assert auditor.get(BULK).status_code == 200
    assert "Approve" not in text(auditor.get(asked))
    assert auditor.get(f"{BULK}/new").status_code == 403
    assert auditor.post(f"{asked}/approve").status_code == 403


def test_lists_are_read_as_people_write_them(ada, bo, db):
    assert pasted(" ada,bo;\n chen ") == ["ada", "bo", "chen"]
    assert column("Key;x\n") == ["Key;x"]
    assert column("name,ID\nAda,ada\n,\nBo, bo \n") == ["ada", "bo"]
    assert column("ada,x\nbo\n") == ["ada", "bo"]
    found = named(["ada", "ADA@plaudit.example", "bo", "ada", "n\x00o"])
    assert [person.key for person in found.people] == ["ada", "bo"]
    assert found.unknown == ["no"]


@pytest.mark.parametrize("page", ["list", "one"])
def test_pages_ask_as_often_for_many_as_for_few(admin, second, eve, company, badge, page):
    counts = []
    for number in (2, 18):
        people = Person.objects.bulk_create(
            Person(key=f"p{number}-{n}", display_name=f"P {n}", team=company["data"]) for n in range(number)
        )
        for _ in range(1 if page == "one" else number):
            bulk = BulkAward.objects.create(badge=badge, reason=REASON, asked_by=eve)
            bulk.entries.bulk_create([bulk.entries.model(bulk_award=bulk, person=person) for person in people])
        address = f"{BULK}/{bulk.pk}" if page == "one" else BULK
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_list_is_searched_by_badge_reason_and_who_asked(asked, admin):
    for words in ("bridge", "STORM night", "okafor", "storm%00"):
        assert f'href="{asked}"' in text(admin.get(f"{BULK}?q={words}")), words
    nothing = text(admin.get(f"{BULK}?q=bridge+regatta"))
    assert asked not in nothing
    assert "Nothing is found by this" in nothing


def test_a_badge_is_found_by_its_name_in_the_language_of_the_reader(asked, admin):
    with translation.override("de"):
        name = shown_name("Bridge Builder")
    assert name != "Bridge Builder"
    assert asked in text(admin.get(BULK, {"q": name}, headers={"accept-language": "de"}))
