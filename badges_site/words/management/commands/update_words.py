"""`manage.py update_words`: what the code says now, into the files that translators write."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from badges_site.words.checking import problems
from badges_site.words.finding import messages_of_the_code
from badges_site.words.translations import compile_words, language_of, merge, translations


class Command(BaseCommand):
    help = "Bring the files in locale/ up to date with the words of code and templates, say what is missing, compile."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        messages = messages_of_the_code()
        for po in translations():
            found = problems(messages, merge(po, messages))
            self.stdout.write("\n".join([*found, f"{language_of(po)}: {len(messages)} messages, {len(found)} to do."]))
        compile_words()
