"""The stylesheets that every page shares: files to read in a trial, one file to fetch in production."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# In the order in which one overrules another. A sheet of a single page is linked by that page.
SHARED = (
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/controls.css",
    "css/surfaces.css",
    "css/tables.css",
    "css/dialogs.css",
    "css/working.css",
    "css/people.css",
    "css/badges.css",
    "css/glow.css",
    "css/stories.css",
    "css/profile.css",
    "css/progress.css",
    "css/pages.css",
    "css/print.css",
)
BUNDLE = "css/plaudit.css"


class BundledStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # comes without types
    """Joins the shared sheets when static files are collected; each file is fingerprinted and compressed as before."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            texts = [storage.open(path).read().decode() for storage, path in (paths[sheet] for sheet in SHARED)]
            if self.exists(BUNDLE):
                self.delete(BUNDLE)
            self._save(BUNDLE, ContentFile("\n".join(texts).encode()))
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run, **options)


def linked() -> tuple[str, ...]:
    """What a page links, in this set-up."""
    return (BUNDLE,) if isinstance(staticfiles_storage, BundledStaticFiles) else SHARED
