from collections.abc import Mapping

from django.apps import AppConfig
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

AUDIT_SENTENCES: dict[str, Promise] = {
    "demo.begin": _("The demo company was begun."),
    "demo.end": _("The demo company was complete."),
    "thanks.give_many": _("The demo company was given its everyday thanks."),
}


class DemoConfig(AppConfig):
    name = "badges_site.demo"
    label = "demo"
    verbose_name = "Demo company"

    def ready(self) -> None:
        from recognition import audit_words
        from recognition.queries import doors

        doors.casts.append(_cast)
        audit_words.SENTENCES.update(AUDIT_SENTENCES)


def _cast() -> Mapping[str, str]:
    """Whom to become on the sign-in page, and what to look at. Imported late: only a trial needs it."""
    from badges_site.demo.company.stories import STORIES

    return {story.key: gettext(story.line) for story in STORIES}
