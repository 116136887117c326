"""What the generator of the OpenAPI document cannot see by itself."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.plumbing import build_bearer_security_scheme_object

from recognition.api.problems import MEDIA_TYPE, TITLES

BAD_INPUT, NOT_SIGNED_IN, NOT_ALLOWED, NOT_FOUND = 400, 401, 403, 404
WITH_A_BODY = (413, 415)
ALWAYS = (BAD_INPUT, NOT_ALLOWED, 406, 429)

PROBLEM = {
    "type": "object",
    "description": "An error (RFC 9457).",
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "path": {"type": "string", "description": "Where: field or query parameter; empty for the whole."},
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                },
                "required": ["path", "code", "message"],
            },
        },
    },
    "required": ["type", "title", "status", "detail", "errors"],
}


class ApiTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Names the scheme in the OpenAPI document."""

    target_class = "recognition.api.authentication.ApiTokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return build_bearer_security_scheme_object(header_name="Authorization", token_prefix="Token")  # noqa: S106


def add_problems(result: dict[str, Any], generator: SchemaGenerator, request: Any, public: bool) -> dict[str, Any]:
    """Document the errors of every operation, and that bodies take no unknown fields."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = PROBLEM
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _add_to(operation, method, path)
            _close(operation.get("requestBody"), schemas)
    return result


def _add_to(operation: dict[str, Any], method: str, path: str) -> None:
    statuses = set(ALWAYS)
    if operation.get("security"):
        statuses.add(NOT_SIGNED_IN)
    if "{" in path or "cursor" in {parameter["name"] for parameter in operation.get("parameters", ())}:
        statuses.add(NOT_FOUND)
    if method in ("post", "put", "patch"):
        statuses.update(WITH_A_BODY)
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "query" and parameter["schema"]["type"] == "string":
            parameter["schema"]["minLength"] = 1
    if method == "get":
        operation["responses"].setdefault("304", {"description": "You have this answer already (If-None-Match)."})
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status in sorted(statuses):
        operation["responses"].setdefault(str(status), {"description": TITLES[status][1], "content": content})


def _close(body: dict[str, Any] | None, schemas: dict[str, Any]) -> None:
    """What a body refers to takes no field that is not listed, all the way down."""
    pending = [_name_of(media["schema"]) for media in (body or {}).get("content", {}).values()]
    while pending:
        schema = schemas.get(pending.pop() or "")
        if schema is None or schema.get("additionalProperties") is False:
            continue
        schema["additionalProperties"] = False
        for field in schema.get("properties", {}).values():
            pending += [
                _name_of(part)
                for part in (field, field.get("items", {}), *field.get("allOf", ()), *field.get("oneOf", ()))
            ]


def _name_of(schema: dict[str, Any]) -> str | None:
    return schema["$ref"].rpartition("/")[2] if "$ref" in schema else None
