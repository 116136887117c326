from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks


class WordsConfig(AppConfig):
    name = "badges_site.words"
    label = "words"
    verbose_name = "Words of other languages"

    def ready(self) -> None:
        checks.register(words_are_compiled, checks.Tags.translation, deploy=True)


def words_are_compiled(app_configs: Sequence[AppConfig] | None, **more: Any) -> list[checks.CheckMessage]:
    """Uncompiled words are no error on any page: it would just speak English."""
    from badges_site.words.translations import not_compiled

    return [
        checks.Warning(
            f"The words in {po.name} of “{po.parts[-3]}” are not compiled, or have changed since.",
            hint="Run `manage.py compile_words`.",
            id="words.W001",
        )
        for po in not_compiled()
    ]
