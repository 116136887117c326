"""`<any_key:...>` of an address. Whoever writes addresses with it imports this module, which registers it."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class KeyConverter(StringConverter):
    """An id of the directory or a source. No NUL: PostgreSQL cannot even be asked for one."""

    regex = r"[^/\x00]+"


register_converter(KeyConverter, "any_key")
