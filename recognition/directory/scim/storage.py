"""Where scim2-server reads and writes: our users and groups. The one place that fulfils its contract."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from scim2_models import (
    ForbiddenException,
    InvalidValueException,
    NotFoundException,
    PreconditionFailedException,
    Resource,
    ResourceType,
    ResponseParameters,
    ScimProvider,
    SearchRequest,
    UniquenessException,
)
from scim2_server.storage import ScimStorage, SearchPage

from recognition.directory import groups, users
from recognition.directory.scim import searching
from recognition.directory.scim.resources import (
    resource_of_group,
    resource_of_user,
    told_group,
    told_user,
    version_of,
)
from recognition.models import DirectoryGroup, DirectoryUser
from recognition.queries.directory_users import living

Row = DirectoryUser | DirectoryGroup
# Codes of refusals that are about something which is somebody else's already.
_TAKEN = {"taken", "unique"}


class DirectoryStorage(ScimStorage):
    """`writes`: an operation is one transaction. A search needs none, and would keep others from writing (SQLite)."""

    supports_cursors = True

    def __init__(self, provider: ScimProvider, *, writes: bool = True) -> None:
        self.provider = provider
        self.writes = writes

    @contextmanager
    def operation(self) -> Generator[None]:
        if not self.writes:
            yield
            return
        with transaction.atomic():
            yield

    def get(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        response_parameters: ResponseParameters[Any] | None = None,
    ) -> Resource[Any]:
        row = self._row(resource_type, resource_id)
        excluded = {str(path).lower() for path in getattr(response_parameters, "excluded_attributes", None) or []}
        return self._resource(resource_type, row, with_members="members" not in excluded)

    def search(
        self, resource_types: list[ResourceType], search_request: SearchRequest[Any], *, position: Any = None
    ) -> SearchPage:
        return searching.search(self.provider, resource_types, search_request, position)

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> Resource[Any]:
        with _refusals():
            row: Row
            if resource_type.id == "User":
                row = users.create(told_user(resource))
            else:
                row = groups.create(told_group(resource))
        return self._resource(resource_type, self._row(resource_type, row.scim_id))

    def update(
        self, resource_type: ResourceType, resource: Resource[Any], *, expected_version: str | None = None
    ) -> Resource[Any]:
        with transaction.atomic(), _refusals():
            row = self._row(resource_type, str(resource.id), locked=True)
            _check_version(row, expected_version)
            if isinstance(row, DirectoryUser):
                users.change(row, told_user(resource))
            else:
                groups.change(row, told_group(resource))
        return self._resource(resource_type, self._row(resource_type, row.scim_id))

    def delete(self, resource_type: ResourceType, resource_id: str, *, expected_version: str | None = None) -> None:
        with transaction.atomic(), _refusals():
            row = self._row(resource_type, resource_id, locked=True)
            _check_version(row, expected_version)
            if isinstance(row, DirectoryUser):
                users.delete(row)
            else:
                groups.delete(row)

    def _row(self, kind: ResourceType, scim_id: str, *, locked: bool = False) -> Row:
        rows: QuerySet[Any] = living().select_related("person")
        if kind.id != "User":
            rows = DirectoryGroup.objects.select_related("team")
        if locked:
            rows = rows.select_for_update(of=("self",))
        row: Row | None = rows.filter(scim_id=scim_id).first()
        if row is None:
            raise NotFoundException(detail=f"There is no {kind.name} with this id.")
        return row

    def _resource(self, kind: ResourceType, row: Row, *, with_members: bool = True) -> Resource[Any]:
        model: Any = self.provider.model_for(kind)
        if isinstance(row, DirectoryUser):
            return resource_of_user(row, model)
        members = DirectoryGroup.objects.prefetch_related("memberships__user").get(pk=row.pk) if with_members else row
        return resource_of_group(members, model, with_members=with_members)


def _check_version(row: Row, expected: str | None) -> None:
    if expected is not None and version_of(row) != expected:
        raise PreconditionFailedException


@contextmanager
def _refusals() -> Generator[None]:
    """What our actions refuse, in the words of the protocol."""
    try:
        yield
    except ValidationError as error:
        codes = {one.code for one in _flat(error)}
        if codes & _TAKEN:
            raise UniquenessException(detail=_said(error)) from error
        if "last_admin" in codes:
            raise ForbiddenException(detail=_said(error)) from error
        raise InvalidValueException(detail=_said(error)) from error
    except PermissionDenied as error:
        raise ForbiddenException(detail=str(error)) from error
    except IntegrityError as error:
        raise UniquenessException(detail="Somebody else has this name by now.") from error


def _flat(error: ValidationError) -> list[ValidationError]:
    if hasattr(error, "error_dict"):
        return [one for errors in error.error_dict.values() for one in errors]
    return list(error.error_list)


def _said(error: ValidationError) -> str:
    if hasattr(error, "error_dict"):
        return " ".join(f"{field}: {' '.join(words)}" for field, words in error.message_dict.items())
    return " ".join(error.messages)
