"""Entries as an Atom document (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from recognition.feeds.entries import Entry

# Whose names these are since: a tag URI (RFC 4151) keeps its meaning when the site moves to another address.
NAMED_SINCE = "2026"
# Of a feed that has no entry yet: a document that says another moment each time could never be kept.
NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)
# What XML 1.0 cannot hold, escaped or not. Sources can bring such characters.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Document(Atom1Feed):
    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NOTHING_YET


def document(
    *, site: str, key: str, title: str, page: str, own_url: str, language: str, entries: Sequence[Entry]
) -> bytes:
    """The feed `key` of the site at `site` ("https://plaudit.example", no slash at the end).

    `page` is the path of the page that tells the same; `own_url` is where the document was asked for. The words of
    people are escaped twice, since readers take a summary for HTML.
    """
    feed = _Document(
        title=_clean(title), link=site + page, description="", language=language, feed_url=own_url,
        feed_guid=tag(site, f"feed/{key}"), author_name="Plaudit",
    )  # fmt: skip
    for entry in entries:
        feed.add_item(
            title=_clean(entry.title),
            link=site + entry.path,
            description=linebreaks(_clean(entry.text), autoescape=True),
            author_name=_clean(entry.author),
            unique_id=tag(site, entry.key),
            pubdate=entry.at,
            updateddate=entry.at,
        )
    return feed.writeString("utf-8").encode()


def tag(site: str, key: str) -> str:
    return f"tag:{urlsplit(site).hostname},{NAMED_SINCE}:{quote(key, safe='/')}"


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
