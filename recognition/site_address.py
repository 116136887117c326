"""Where this site stands, for addresses that are read elsewhere."""

from django.conf import settings
from django.http import HttpRequest


def site_address(request: HttpRequest | None = None) -> str:
    """SITE_URL without a slash at the end; where it is not set, the address that was asked for."""
    told = str(getattr(settings, "SITE_URL", "")).rstrip("/")
    if told or request is None:
        return told
    return f"{request.scheme}://{request.get_host()}"
