"""Whatever is kept about a person is in what they can take along, or on this list."""

import pytest
from django.apps import apps

from recognition.models import Person, User
from recognition.privacy.sections import SECTIONS, Section, add

# Table -> why it is not in the export.
LEFT_OUT = {
    "recognition.Team": "a node of the organisation; that the person leads it is no more than the team says",
    "account.EmailAddress": "allauth's; nothing writes it, addresses are the directory's",
    "admin.LogEntry": "acts in the framework's admin pages, kept for the program",
    "recognition.BadgePicture": "a picture of a badge; who uploaded it, the audit has",
    "recognition.ChainCheck": "an auditor's act; it tells of the audit and of nobody",
    "recognition.ImportRun": "an admin's act; the audit has it",
    "scoring.Case": "the reviewers' work on a pattern of several people; what it does to somebody is in discounts",
    "scoring.CaseEvent": "as the case",
    "scoring.Ruling": "a reviewer's act; the audit has it",
    "scoring.Finding": "told by discounts",
    "scoring.RuleVersion": "an admin's act; the audit has it",
    "scoring.PublishRequest": "an admin's act; the audit has it",
    "scoring.Shadow": "an admin's act; the audit has it",
    "scoring.ShadowDecision": "what a rule on trial would have said, which decides nothing",
    "scoring.RulePreview": "what a rule would do, asked for by who writes it; gone with the next one",
    "scoring.QueuedPerson": "that somebody is about to be judged; gone in seconds",
    "scoring.Drill": "who asked for it; the audit has it",
}


def tables_about_people():
    for model in apps.get_models():
        fields = [*model._meta.fields, *model._meta.many_to_many]
        if any(field.related_model in (Person, User) for field in fields if field.is_relation):
            yield model._meta.label


def test_no_table_about_people_is_forgotten():
    told = {label for section in SECTIONS for label in section.models}
    forgotten = set(tables_about_people()) - told - LEFT_OUT.keys()
    assert forgotten == set()


def test_a_section_names_tables_that_exist():
    for section in SECTIONS:
        for label in section.models:
            apps.get_model(label)


def test_two_sections_cannot_have_one_name():
    with pytest.raises(ValueError, match="two sections"):
        add(Section(SECTIONS[0].name, (), lambda person: []))


def test_a_table_about_people_is_found():
    assert {"recognition.Award", "scoring.UsageAccount"} <= set(tables_about_people())
