"""When an action says no outside a form: the reason becomes a message on the next page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest


@contextmanager
def saying_why(request: HttpRequest) -> Iterator[None]:
    try:
        yield
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
