"""What may stand in an address; everything else is a 404 before any query."""

from django.urls import register_converter


class DirectoryKey:
    """Key of a person, team or badge."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SourceKey(DirectoryKey):
    """A key as a source made it: any characters but NUL, which no database text holds."""

    regex = r"[^\x00]{1,200}"


class SourceName(DirectoryKey):
    """Where an outcome comes from."""

    regex = r"[^/\x00]{1,60}"


register_converter(DirectoryKey, "key")
register_converter(SourceKey, "source_key")
register_converter(SourceName, "source")
