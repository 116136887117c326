"""Everything about one person as JSON, written piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder

from recognition.models import Person
from recognition.privacy.sections import SECTIONS

VERSION = 1


def everything_about(person: Person, *, at: datetime) -> Iterator[str]:
    """Pieces of one JSON object: a list of rows for each section, in their order. Nothing is held as a whole."""
    write = DjangoJSONEncoder(ensure_ascii=False).encode
    yield f'{{"about": {write(person.key)}, "made_at": {write(at)}, "version": {VERSION}'
    for section in SECTIONS:
        yield f",\n{json.dumps(section.name)}: ["
        between = "\n"
        for row in section.rows(person):
            yield f"{between}{write(row)}"
            between = ",\n"
        yield "]"
    yield "}\n"
