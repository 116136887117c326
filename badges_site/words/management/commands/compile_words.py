"""`manage.py compile_words`: what the site reads, from what translators write."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from badges_site.words.translations import compile_words, language_of


class Command(BaseCommand):
    help = "Compile the translated words in locale/ where they are not compiled yet, or have changed since."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for mo in compile_words():
            self.stdout.write(f"Compiled the words of “{language_of(mo)}”.")
