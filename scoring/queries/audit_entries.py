"""Entries of the audit that tell of a case, a snooze, a sample or an appeal which concerns the reader."""

from __future__ import annotations

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from recognition.models import Person
from scoring.models import Appeal, AuditSample, Snooze
from scoring.queries.casework.seen import concerning


def entries_concerning(reader: Person) -> Q:
    """The reader's own and those of the reader's reports, as the pages of each leave them out."""
    return (
        Q(object_kind="case", object_key__in=concerning(reader).values("key"))
        | Q(object_kind="snooze", object_key__in=_snoozes(reader))
        | Q(object_kind="appeal", object_key__in=Appeal.objects.filter(_near(reader)).order_by().values("key"))
        | Q(verb__startswith="audit.", object_kind="award", object_key__in=_samples(reader))
    )


def _near(reader: Person, way: str = "person") -> Q:
    return Q((way, reader)) | Q((f"{way}__manager", reader))


def _snoozes(reader: Person) -> QuerySet[Snooze, str]:
    key = Concat(F("person__key"), Value("/"), F("code"), output_field=CharField())
    return Snooze.objects.filter(_near(reader)).order_by().values_list(key, flat=True)


def _samples(reader: Person) -> QuerySet[AuditSample, str]:
    key = Concat(F("award__person__key"), Value("/"), F("award__badge__slug"), output_field=CharField())
    return AuditSample.objects.filter(_near(reader, "award__person")).order_by().values_list(key, flat=True)
