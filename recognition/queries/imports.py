"""What was handed in so far."""

from django.db.models import Q, QuerySet

from recognition.models import ImportRun
from recognition.queries.searched import with_words, words_of


def handed_in(text: str = "") -> QuerySet[ImportRun]:
    """The latest first; with `text` those whose files, source or who handed them in have every word of it."""
    runs = ImportRun.objects.select_related("asked_by").defer("problems", "notes")
    return with_words(
        runs, words_of(text),
        lambda word: Q(names__icontains=word) | Q(source__icontains=word) | Q(asked_by__search_text__contains=word),
    )  # fmt: skip
