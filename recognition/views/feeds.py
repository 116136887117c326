"""The doors of the feeds: opened by the person's feed secret, or by their session."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from recognition import permissions
from recognition.actions.feed_addresses import reader_of
from recognition.feeds import atom, documents
from recognition.models import Person, User
from recognition.queries.preferences import language_of, time_zone_of
from recognition.site_address import site_address

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
ENDED = "This address of a feed is not valid any more. Make a new one in your settings.\n"


@require_safe
def feed(request: HttpRequest, what: str, key: str) -> HttpResponse:
    """An Atom document with an ETag of what it says; 304 to who has it. Told no cache that others share."""
    secret = request.GET.get("secret", "")
    reader = reader_of(secret) if secret else _signed_in(request)
    if reader is None and secret:
        return HttpResponse(ENDED, status=403, content_type="text/plain; charset=utf-8")
    if reader is None:
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.get_full_path())
    if what not in documents.FEEDS:
        raise Http404
    language = language_of(reader) or translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(language), timezone.override(time_zone_of(reader)):
        told = documents.FEEDS[what](key, reader)
        body = atom.document(
            site=site_address(request), key=told.key, title=told.title, page=told.page, language=language,
            own_url=request.build_absolute_uri(), entries=told.entries,
        )  # fmt: skip
    answer = HttpResponse(body, content_type=MEDIA_TYPE)
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    answer["ETag"] = etag
    latest = max((entry.at for entry in told.entries), default=atom.NOTHING_YET)
    answer["Last-Modified"] = http_date(latest.timestamp())
    # A reader that knows only the day would miss what was hidden or written late: the ETag alone decides where given.
    found = get_conditional_response(request, etag, int(latest.timestamp()), answer) or answer
    patch_cache_control(found, private=True, no_cache=True)
    return found


def _signed_in(request: HttpRequest) -> Person | None:
    person = request.user.person if isinstance(request.user, User) else None
    return person if person is not None and permissions.takes_part(person) else None
