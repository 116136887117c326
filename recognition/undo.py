"""A message that offers the way back: the toast has a button that does the opposite."""

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

# What stands before the address in the tags of a message.
MARK = "undo:"


def say_with_undo(request: HttpRequest, sentence: str, address: str) -> None:
    """`address` takes a POST without fields, and is made by `reverse`, never of what a request says."""
    messages.success(request, sentence, extra_tags=MARK + address)


def way_back(message: Message) -> str:
    """The address, or nothing where there is no way back."""
    tags = message.extra_tags or ""
    return tags.removeprefix(MARK) if tags.startswith(MARK) else ""
