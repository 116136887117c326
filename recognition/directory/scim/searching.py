"""Searches among users and groups, in the database as far as it can answer and by the library's evaluator then."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from scim2_models import Resource, ResourceType, ScimFilter, ScimProvider, SearchRequest, TooManyException
from scim2_server.storage import SearchPage

from recognition.directory.scim import narrowing
from recognition.directory.scim.paging import page_of, read_position
from recognition.directory.scim.resources import resource_of_group, resource_of_user
from recognition.models import DirectoryGroup, DirectoryUser
from recognition.queries.directory_users import living

# Resources that one search may read one by one: more would hold a worker for minutes.
MOST_READ = 10_000
Model = type[Resource[Any]]
Rows = QuerySet[Any]


def search(
    provider: ScimProvider, kinds: list[ResourceType], asked: SearchRequest[Any], position: object
) -> SearchPage:
    """One page.

    Raises:
        TooManyException: what was asked would have to be read one by one, and is too much.
    """
    if len(kinds) == 1 and asked.filter is None and asked.sort_by is None:
        return _by_id(provider, kinds[0], asked, position)
    found: list[Resource[Any]] = []
    for kind in kinds:
        model = _model(provider, kind)
        rows = _narrowed(kind, asked)
        if len(found) + rows.count() > MOST_READ:
            raise TooManyException(
                detail=f"More than {MOST_READ} resources would have to be read for this: "
                "filter by userName, externalId, id or meta.lastModified."
            )
        evaluator = _evaluator(asked, model)
        whole = _needs_members(asked)
        read = [_resource(kind, row, model, whole) for row in _with_all(kind, rows, whole)]
        found += [one for one in read if evaluator is None or evaluator.match(one)]
    page, after, before = page_of(asked, position, found)
    return SearchPage(len(found), page, after, before)


def _by_id(provider: ScimProvider, kind: ResourceType, asked: SearchRequest[Any], position: object) -> SearchPage:
    """Everything there is, in the order of ids: a page is read, not the table."""
    model, whole = _model(provider, kind), _needs_members(asked)
    rows = _rows(kind).order_by("scim_id")
    total = rows.count()
    if asked.cursor is None:
        start = min(asked.start_index_0 or 0, total)
        rows = rows[start : total if asked.count is None else start + asked.count]
        return SearchPage(total, [_resource(kind, row, model, whole) for row in _with_all(kind, rows, whole)])
    where = read_position(position)
    if where is not None:
        scim_id = where.key[2]
        rows = rows.filter(Q(scim_id__gt=scim_id) if where.forward else Q(scim_id__lt=scim_id))
    # One more than asked tells whether there is another page; the page before is read backwards.
    backwards = where is not None and not where.forward
    count = total if asked.count is None else asked.count
    read = list(_with_all(kind, (rows.reverse() if backwards else rows)[: count + 1], whole)) if count else []
    resources = sorted((_resource(kind, row, model, whole) for row in read[:count]), key=lambda one: str(one.id))
    # What the page leaves out on either side decides which cursors it has.
    more = len(read) > count
    page, after, before = page_of(asked.model_copy(update={"count": None}), None, resources)
    if page:
        after, before = _ends(page, has_next=more if not backwards else True,
                              has_previous=where is not None if not backwards else more)  # fmt: skip
    return SearchPage(total, page, after, before)


def _ends(page: list[Resource[Any]], *, has_next: bool, has_previous: bool) -> tuple[Any, Any]:
    def position(forward: bool, scim_id: str | None) -> dict[str, Any]:
        return {"f": forward, "v": None, "i": scim_id}

    return position(True, page[-1].id) if has_next else None, position(False, page[0].id) if has_previous else None


def _rows(kind: ResourceType) -> Rows:
    return living() if kind.id == "User" else DirectoryGroup.objects.all()


def _narrowed(kind: ResourceType, asked: SearchRequest[Any]) -> Rows:
    tree = asked.filter.ast if asked.filter is not None else None
    narrow = narrowing.narrowed_users if kind.id == "User" else narrowing.narrowed_groups
    condition = narrow(tree)
    rows = _rows(kind)
    return rows if condition is None else rows.filter(condition).distinct()


def _with_all(kind: ResourceType, rows: Rows, whole: bool) -> Rows:
    if kind.id == "User":
        return rows.select_related("person")
    return rows.prefetch_related("memberships__user") if whole else rows


def _resource(kind: ResourceType, row: DirectoryUser | DirectoryGroup, model: Model, whole: bool) -> Resource[Any]:
    if isinstance(row, DirectoryUser):
        return resource_of_user(row, model)
    return resource_of_group(row, model, with_members=whole)


def _needs_members(asked: SearchRequest[Any]) -> bool:
    """Groups may be large: without their members where neither the answer nor the filter speaks of them."""
    if "members" in str(asked.filter or "").lower() or "members" in str(asked.sort_by or "").lower():
        return True
    return "members" not in {str(path).lower() for path in asked.excluded_attributes or []}


def _evaluator(asked: SearchRequest[Any], model: Model) -> ScimFilter[Any] | None:
    """Bound to the model; a search at the root is asked for both and bound to neither."""
    if asked.filter is None:
        return None
    return ScimFilter[model](str(asked.filter))  # type: ignore[valid-type]


def _model(provider: ScimProvider, kind: ResourceType) -> Model:
    model: Model = provider.model_for(kind)  # type: ignore[assignment]
    return model
