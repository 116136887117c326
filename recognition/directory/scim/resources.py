"""Between resources of SCIM and what we keep."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

from django.core.exceptions import ValidationError
from scim2_models import Resource

from recognition.directory.scim.provider import ENTERPRISE, POLICY
from recognition.directory.told import ToldGroup, ToldMember, ToldUser
from recognition.models import DirectoryGroup, DirectoryMembership, DirectoryUser

# Kept in columns, or for every resource alike.
_NOT_TOLD = {"id", "meta"}
Json = dict[str, Any]


def compared(text: object) -> str:
    """As SCIM compares names: NFC, in lower case (`scim2_models.default_comparison_key`)."""
    return normalize("NFC", normalize("NFC", str(text or "")).lower())


def told_user(resource: Resource[Any]) -> ToldUser:
    """Raises `ValidationError` where there is no name at all."""
    told = _dumped(resource)
    enterprise = told.get(ENTERPRISE, {})
    user_name = str(told["userName"])
    return ToldUser(
        user_name=user_name,
        name=compared(user_name),
        display_name=_display_name(told),
        external_id=compared(told.get("externalId")),
        employee_number=compared(enterprise.get("employeeNumber")),
        emails=_addresses(told.get("emails", [])),
        title=str(told.get("title", "")),
        time_zone=str(told.get("timezone", "")),
        active=told.get("active"),
        manager=compared(enterprise.get("manager", {}).get("value")),
        resource=told,
    )


def told_group(resource: Resource[Any]) -> ToldGroup:
    told = _dumped(resource)
    members = tuple(
        ToldMember(value=compared(one["value"]), resource={name: one[name] for name in one.keys() - {"$ref"}})
        for one in told.pop("members", [])
        if one.get("value")
    )
    name = str(told.get("displayName", ""))
    return ToldGroup(
        display_name=name, name=compared(name), external_id=compared(told.get("externalId")), members=members,
        resource=told,
    )  # fmt: skip


def resource_of_user(user: DirectoryUser, model: type[Resource[Any]]) -> Resource[Any]:
    """As it was told, but for whether the person works here: that is so or not, whoever said it."""
    told = dict(user.told)
    active = user.person.is_active
    if "active" in told:
        told["active"] = active
    told |= {"id": user.scim_id, "meta": _meta("User", user, f"-{int(active)}")}
    return _validated(model, told)


def resource_of_group(group: DirectoryGroup, model: type[Resource[Any]], *, with_members: bool = True) -> Resource[Any]:
    told = dict(group.told) | {"id": group.scim_id, "meta": _meta("Group", group, "")}
    if with_members and (members := [_member(one) for one in group.memberships.all()]):
        told["members"] = members
    return _validated(model, told)


def version_of(row: DirectoryUser | DirectoryGroup) -> str:
    suffix = f"-{int(row.person.is_active)}" if isinstance(row, DirectoryUser) else ""
    return _version(row, suffix)


def _member(membership: DirectoryMembership) -> Json:
    if membership.user is None:
        return dict(membership.told)
    scim_id = membership.user.scim_id
    told: Json = {"type": "User"} | membership.told
    return told | {"value": scim_id, "$ref": f"Users/{scim_id}"}


def _meta(kind: str, row: DirectoryUser | DirectoryGroup, suffix: str) -> Json:
    return {
        "resourceType": kind, "created": row.created_at, "lastModified": row.changed_at,
        "version": _version(row, suffix),
    }  # fmt: skip


def _version(row: DirectoryUser | DirectoryGroup, suffix: str) -> str:
    return f'W/"{row.version}{suffix}"'


def _validated(model: type[Resource[Any]], told: Json) -> Resource[Any]:
    # What an older version kept and this one no longer declares is left out.
    return model.model_validate(told, scim_policy=POLICY)


def _dumped(resource: Resource[Any]) -> Json:
    dumped: Json = resource.model_dump(mode="json")
    return {name: value for name, value in dumped.items() if name not in _NOT_TOLD and value not in (None, [], {})}


def _display_name(told: Json) -> str:
    name = told.get("name", {})
    parts = " ".join(filter(None, (name.get("givenName"), name.get("familyName"))))
    candidates = (told.get("displayName"), name.get("formatted"), parts, told["userName"])
    found = next(filter(None, (str(one or "").strip() for one in candidates)), "")
    if not found:
        raise ValidationError({"userName": "Give a userName that is not blank."}, code="required")
    return found


def _addresses(emails: list[Json]) -> tuple[str, ...]:
    """The primary one first, then those of work; without those that have no value."""
    order = sorted(emails, key=lambda one: (not one.get("primary"), str(one.get("type")).lower() != "work"))
    return tuple(str(one["value"]) for one in order if one.get("value"))
