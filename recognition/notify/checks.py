"""At start: links in e-mails lead somewhere."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register


@register()
def links_in_e_mails_lead_here(**_options: Any) -> list[CheckMessage]:
    """Without the site's address they are no addresses at all, that of unsubscribing included."""
    if not settings.MAIL_ON or settings.SITE_URL:
        return []
    said = "EMAIL_URL is set and SITE_URL is not: no link in an e-mail leads here. Set it as https://plaudit.example."
    return [Warning(said, hint="See docs/operations.md.", id="recognition.W001")]
