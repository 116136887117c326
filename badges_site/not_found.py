"""The house's own page for what is not there, also in a trial."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found


class OwnNotFoundPage:
    """With DEBUG on Django answers 404 with a list of addresses; people who try the demo need a way on.

    Answers of the API are no pages and stay as they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if settings.DEBUG and response.status_code == 404 and is_page:
            return page_not_found(request, Http404())
        return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask for it unasked."""
    return redirect(static("brand/mark.svg"), permanent=True)
