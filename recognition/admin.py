"""The Django admin: for looking things up. Facts are read-only; every write is an action."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from recognition import models

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]  # generic for the type checker only
else:
    ModelAdmin = admin.ModelAdmin


class ReadOnly(ModelAdmin):
    """Shown, never changed here: the audit would not know of it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


# Of allauth: identities and secrets of second factors are nobody's to look at or to write by hand.
for table in [table for table in admin.site._registry if table._meta.app_label in ("account", "socialaccount", "mfa")]:
    admin.site.unregister(table)


@admin.register(models.Person)
class PersonAdmin(ReadOnly):
    list_display = ("display_name", "key", "team", "manager", "started_on", "left_on", "automated")
    list_select_related = ("team", "manager")
    list_filter = ("automated",)
    search_fields = ("display_name", "key", "email")


@admin.register(models.Team)
class TeamAdmin(ReadOnly):
    list_display = ("name", "key", "parent", "closed_on")
    list_select_related = ("parent",)
    search_fields = ("name", "key")


@admin.register(models.Badge)
class BadgeAdmin(ReadOnly):
    list_display = ("name", "slug", "category", "state", "nominable")
    list_filter = ("state", "category")
    search_fields = ("name", "slug")


@admin.register(models.Nomination)
class NominationAdmin(ReadOnly):
    list_display = ("key", "badge", "nominator", "nominee", "at", "withdrawn_at")
    list_select_related = ("badge", "nominator", "nominee")
    search_fields = ("key", "nominee__key", "nominator__key")
    date_hierarchy = "at"


@admin.register(models.Thanks)
class ThanksAdmin(ReadOnly):
    list_display = ("giver", "receiver", "kind", "at", "withdrawn_at")
    list_select_related = ("giver", "receiver")
    list_filter = ("kind",)
    search_fields = ("giver__key", "receiver__key")


@admin.register(models.Outcome)
class OutcomeAdmin(ReadOnly):
    list_display = ("source", "key", "kind", "title", "at")
    list_filter = ("kind",)
    search_fields = ("key", "title", "root")


@admin.register(models.Verification)
class VerificationAdmin(ReadOnly):
    list_display = ("outcome", "verifier", "kind", "at", "withdrawn_at")
    list_select_related = ("outcome", "verifier")
    search_fields = ("outcome__key", "verifier__key")


@admin.register(models.Reversal)
class ReversalAdmin(ReadOnly):
    list_display = ("outcome", "kind", "at", "reason")
    list_select_related = ("outcome",)
    search_fields = ("outcome__key",)


@admin.register(models.Award)
class AwardAdmin(ReadOnly):
    list_display = ("badge", "person", "status", "tier", "given_at", "rule_version", "given_by")
    list_select_related = ("badge", "person", "given_by")
    list_filter = ("status", "tier", "badge")
    search_fields = ("person__key", "person__display_name")


@admin.register(models.AwardChange)
class AwardChangeAdmin(ReadOnly):
    list_display = ("award", "at", "from_status", "to_status", "to_tier", "by", "reason")
    list_select_related = ("award", "by")
    search_fields = ("award__person__key", "reason")


@admin.register(models.RoleGrant)
class RoleGrantAdmin(ReadOnly):
    list_display = ("person", "role", "badge", "area", "granted_at")
    list_select_related = ("person", "badge")
    list_filter = ("role",)


@admin.register(models.AuditEntry)
class AuditEntryAdmin(ReadOnly):
    list_display = ("number", "at", "actor", "verb", "object_kind", "object_key")
    search_fields = ("actor", "verb", "object_key")
    ordering = ("-number",)


admin.site.register(models.User, UserAdmin)
