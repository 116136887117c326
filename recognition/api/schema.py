"""What the generator of the OpenAPI document cannot see by itself."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from drf_spectacular.utils import OpenApiParameter

from recognition.api.idempotency import HEADER, REPLAYED
from recognition.api.preconditions import IF_MATCH
from recognition.problems import MEDIA_TYPE, TITLES

BAD_INPUT, NOT_SIGNED_IN, NOT_ALLOWED, NOT_FOUND, CHANGED, KEY_USED, TOO_MANY = 400, 401, 403, 404, 412, 422, 429
WITH_A_BODY = (413, 415)
ALWAYS = (BAD_INPUT, NOT_ALLOWED, 406, TOO_MANY)

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

    def get_security_requirement(self, auto_schema: Any) -> dict[str, list[str]]:
        """With the scope that a narrowed token needs, where it needs one."""
        scope = scope_of(auto_schema)
        return {str(self.name): [scope] if scope else []}


def scope_of(auto_schema: Any) -> str:
    needed = getattr(auto_schema.view, "needed_scope", None)
    return needed(auto_schema.method) if needed is not None else ""


class ApiSchema(AutoSchema):
    """Says of each operation which scope it needs, of each POST that it takes an idempotency key, and of each change
    that it takes the ETag of what was read.
    """

    def get_description(self) -> str:  # type: ignore[override]  # as its own base has it
        said, scope = super().get_description(), scope_of(self)
        needs = f"A narrowed token needs the scope `{scope}`." if scope else "Any token opens it."
        return f"{said}\n\n{needs}" if self.view.get_authenticators() else said

    def get_override_parameters(self) -> list[Any]:
        takes_key = getattr(self.view, "takes_key", None)
        takes_if_match = getattr(self.view, "takes_if_match", None)
        key = [KEY] if takes_key is not None and takes_key(self.method) else []
        return key + ([IF_MATCH] if takes_if_match is not None and takes_if_match(self.method) else [])


KEY = OpenApiParameter(
    HEADER,
    {"type": "string", "pattern": r'^("[!#-~]{1,255}"|[!#-~]{1,255})$'},
    OpenApiParameter.HEADER,
    description="The same request with the same key is done once, and answered as it was the first time, for a day.",
)


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
    headers = {parameter["name"] for parameter in operation.get("parameters", ()) if parameter["in"] == "header"}
    if HEADER in headers:
        statuses.add(KEY_USED)
        _add_header(operation, "2", REPLAYED, {"type": "string", "enum": ["true"]}, "Answered before, done once.")
    if IF_MATCH.name in headers:
        statuses.add(CHANGED)
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "query" and parameter["schema"]["type"] == "string":
            parameter["schema"]["minLength"] = 1
    if method == "get":
        operation["responses"].setdefault("304", {"description": "You have this answer already (If-None-Match)."})
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status in sorted(statuses):
        operation["responses"].setdefault(str(status), {"description": TITLES[status][1], "content": content})
    _add_header(operation, "429", "Retry-After", {"type": "string"}, "Seconds until the next one is taken.")


def _add_header(operation: dict[str, Any], beginning: str, name: str, schema: dict[str, Any], says: str) -> None:
    for status, answer in operation["responses"].items():
        if status.startswith(beginning):
            operation["responses"][status] = {
                **answer, "headers": {**answer.get("headers", {}), name: {"schema": schema, "description": says}},
            }  # fmt: skip


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
