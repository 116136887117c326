"""What identity providers send otherwise than the standard has it, and the library does not forgive by itself."""

from __future__ import annotations

import json
from typing import Any

from recognition.directory.scim.provider import ENTERPRISE

_MANAGER = f"{ENTERPRISE}:manager".lower()


def understood(body: bytes, told: object) -> bytes:
    """The body as the library reads it; `told` is its JSON. Whatever needs no help is returned as it came."""
    if not isinstance(told, dict):
        return body
    operations = next((value for name, value in told.items() if name.lower() == "operations"), None)
    if not isinstance(operations, list):
        return body
    changed = [_with_manager(one) for one in operations]
    if changed == operations:
        return body
    return json.dumps(
        {name: changed if name.lower() == "operations" else value for name, value in told.items()}
    ).encode()


def _with_manager(operation: Any) -> Any:
    """Microsoft Entra names a manager by the bare id: `"path": "…:manager", "value": "2819c223"`."""
    if not isinstance(operation, dict):
        return operation
    path, value = operation.get("path"), operation.get("value")
    if isinstance(path, str) and path.lower() == _MANAGER and isinstance(value, str):
        return {**operation, "value": {"value": value}}
    if isinstance(path, str) and path.lower() == f"{_MANAGER}.value" and value == "":
        return {"op": "remove", "path": f"{ENTERPRISE}:manager"}
    return operation
