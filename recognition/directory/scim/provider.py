"""What this service says of itself: the attributes it keeps, what it can do, and what it forgives."""

from __future__ import annotations

from functools import cache

from scim2_models import ScimPolicy, ScimProvider, ServiceProviderConfig
from scim2_server.service import ScimService
from scim2_server.utils import load_default_resource_types, load_default_schemas

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

# What we have a use for, and no more: where people live, what they look like or what their password is stays where
# it is. Other attributes are accepted and not kept.
KEPT = {
    USER: {
        "userName", "name", "displayName", "nickName", "title", "userType", "preferredLanguage", "locale", "timezone",
        "active", "emails",
    },
    ENTERPRISE: {"employeeNumber", "department", "manager"},
    GROUP: {"displayName", "members"},
}  # fmt: skip

MOST_BYTES = 1024 * 1024
MOST_RESULTS = 1000
_A_PAGE = 100

# What Okta and Microsoft Entra send, and the standard would have refused.
POLICY = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)


def _abilities() -> ServiceProviderConfig:
    return ServiceProviderConfig.model_validate({
        "patch": {"supported": True},
        "bulk": {"supported": True, "maxOperations": 1000, "maxPayloadSize": MOST_BYTES},
        "filter": {"supported": True, "maxResults": MOST_RESULTS},
        "changePassword": {"supported": False},
        "sort": {"supported": True},
        "etag": {"supported": True},
        "pagination": {
            "cursor": True, "index": True, "defaultPaginationMethod": "index", "defaultPageSize": _A_PAGE,
            "maxPageSize": MOST_RESULTS, "cursorTimeout": 3600,
        },
        "authenticationSchemes": [{
            "type": "oauthbearertoken", "name": "Bearer token", "primary": True,
            "description": "A token made on the page of the directory, or by `manage.py scim_tokens`.",
        }],
    })  # fmt: skip


@cache
def provider() -> ScimProvider:
    """The default resource types, of the attributes in `KEPT`. Read once a process."""
    schemas = []
    for urn, schema in load_default_schemas().items():
        if urn in KEPT:
            schema.attributes = [one for one in schema.attributes or [] if one.name in KEPT[urn]]
            schemas.append(schema)
    return ScimProvider.from_discovery(
        schemas, load_default_resource_types().values(), config=_abilities(), policy=POLICY
    )


def service(secret: str) -> ScimService:
    """`secret` seals the cursors: the same in every process."""
    return ScimService(provider(), secret=secret)
