"""Compares answers of the API with its OpenAPI document."""

import re
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

DOCUMENT = "urn:plaudit:api"


@cache
def document() -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


@cache
def _registry() -> Registry:
    return Registry().with_resource(DOCUMENT, DRAFT202012.create_resource(document()))


def differences(method: str, route: str, answer: Any) -> list[str]:
    """What the document does not say about this answer; `route` as Django writes it."""
    path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
    operation = document()["paths"].get(path, {}).get(method.lower())
    if operation is None:
        # Not an operation: then the only right answer is a problem.
        return [] if answer["Content-Type"] == "application/problem+json" else [f"{method} {path} is not documented"]
    described = operation["responses"].get(str(answer.status_code))
    if described is None:
        return [f"{method} {path}: status {answer.status_code} is not documented"]
    if "content" not in described:
        return [f"{method} {path}: {answer.status_code} has a body"] if answer.content else []
    media = answer["Content-Type"]
    if media not in described["content"]:
        return [f"{method} {path}: {media} is not documented for {answer.status_code}"]
    pointer = f"#/paths/{path.replace('~', '~0').replace('/', '~1')}/{method.lower()}/responses/{answer.status_code}"
    schema = {"$ref": f"{DOCUMENT}{pointer}/content/{media.replace('/', '~1')}/schema"}
    errors = Draft202012Validator(schema, registry=_registry()).iter_errors(answer.json())
    return [f"{method} {path} {answer.status_code}: {error.json_path}: {error.message}" for error in errors]
