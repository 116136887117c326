"""Each request in the language and the time of the person who asks, and once an hour a note that they were here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from recognition.models import User
from recognition.queries.preferences import language_of, time_zone_of
from recognition.sign_ins import note_visit

# Pictures are the same for everybody and are kept on the way: asking who looks would end that.
SAME_FOR_EVERYBODY = ".svg"
# Machines deliver here, with a signature or a token: a cookie that somebody puts beside it costs no statement.
FOR_MACHINES = ("/hooks/", "/scim/")


class PersonalLanguageAndTime:
    """A person's choice goes before the cookie and the browser's wish, which `LocaleMiddleware` has read.

    Stands below the sign-in. No statement of its own: the choices come with the login.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        user = None if path.endswith(SAME_FOR_EVERYBODY) or path.startswith(FOR_MACHINES) else request.user
        if not isinstance(user, User) or user.person is None:
            return self.get_response(request)
        note_visit(request, user)
        person = user.person
        with ExitStack() as while_answering:
            while_answering.enter_context(timezone.override(time_zone_of(person)))
            if language := language_of(person):
                while_answering.enter_context(translation.override(language))
                request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response
