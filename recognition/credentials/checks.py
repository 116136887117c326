"""At start: a key that cannot be read is an error; that nothing is set up is no more than a note in the docs."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from recognition.credentials.issuer import why_not_set_up


@register()
def the_signing_key_can_be_read(**_options: Any) -> list[CheckMessage]:
    if not settings.SIGNING_KEY:
        return []
    missing = why_not_set_up()
    return [Error(missing, hint="See docs/credentials.md.", id="recognition.E001")] if missing else []
