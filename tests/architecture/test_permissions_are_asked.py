"""A predicate of permissions that nothing asks protects nothing, and a reader believes that it does."""

import inspect
import re
from pathlib import Path

import pytest

import recognition.permissions
import scoring.permissions

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("recognition", "scoring", "badges_site")


def predicates():
    for module in (recognition.permissions, scoring.permissions):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                yield pytest.param(Path(module.__file__), name, id=f"{module.__name__}.{name}")


@pytest.mark.parametrize(("home", "name"), list(predicates()))
def test_something_asks_it(home, name):
    asked = re.compile(rf"\b{name}\(")
    defined = re.compile(rf"^def {name}\(", re.MULTILINE)
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            text = path.read_text()
            if len(asked.findall(text)) > (len(defined.findall(text)) if path == home else 0):
                return
    pytest.fail(f"{name} in {home.relative_to(ROOT)} has no caller: let the action ask it, or delete it")
