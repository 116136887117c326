"""The Django admin: the judge's work, to look at. Rules change by publishing, decisions by judging."""

from django.contrib import admin

from recognition.admin import ReadOnly
from scoring import models


@admin.register(models.RuleVersion)
class RuleVersionAdmin(ReadOnly):
    list_display = ("badge", "number", "state", "published_at", "published_by", "approved_by")
    list_select_related = ("badge", "published_by", "approved_by")
    list_filter = ("state",)
    search_fields = ("badge__slug",)


@admin.register(models.Decision)
class DecisionAdmin(ReadOnly):
    list_display = ("person", "badge", "eligible", "tier", "decided_at", "superseded_at")
    list_select_related = ("person", "badge")
    list_filter = ("eligible", "badge")
    search_fields = ("person__key", "badge__slug")


@admin.register(models.QueuedPerson)
class QueuedPersonAdmin(ReadOnly):
    list_display = ("person", "reason", "queued_at", "claimed_until")
    list_select_related = ("person",)


@admin.register(models.Run)
class RunAdmin(ReadOnly):
    list_display = ("kind", "started_at", "finished_at", "counts", "refused")
    list_filter = ("kind",)
