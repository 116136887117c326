from collections.abc import Mapping

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "badges_site.demo"
    label = "demo"
    verbose_name = "Demo company"

    def ready(self) -> None:
        from recognition.queries import doors

        doors.casts.append(_cast)


def _cast() -> Mapping[str, str]:
    """Whom to become on the sign-in page, and what to look at. Imported late: only a trial needs it."""
    from badges_site.demo.company.stories import STORIES

    return {story.key: story.line for story in STORIES}
