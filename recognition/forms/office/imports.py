"""Files of facts, handed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from recognition.actions import imports
from recognition.forms.actions import ActionForm
from recognition.models import ImportRun, Person


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given] or [super().clean(None, initial)]


class UploadForm(ActionForm):
    uploads = FilesField(
        label=_("Files"),
        help_text=_(
            "One table (.csv) of people or of outcomes; or people.jsonl, teams.jsonl, outcomes.jsonl, … plain, as .gz, "
            "or a zip of them. Up to 32 MiB."
        ),
        error_messages={"required": _("Choose the files to hand in."), "empty": _("One of the files is empty.")},
    )
    source = forms.CharField(
        label=_("Source"), max_length=imports.LONGEST_SOURCE, initial="import",
        help_text=_("Where they come from. The ids of outcomes are unique in it: hand in the same source again."),
    )  # fmt: skip
    update_people = forms.BooleanField(
        label=_("Take over changes of people who are known already. Else a difference is an error."), required=False
    )

    def save(self, by: Person) -> ImportRun | None:
        files = [(str(file.name), file.read()) for file in self.cleaned_data["uploads"]]
        return self.decided(
            lambda: imports.upload(
                by=by, files=files, source=self.cleaned_data["source"],
                update_people=self.cleaned_data["update_people"],
            )
        )  # fmt: skip
