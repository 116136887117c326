import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT, text_of

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[^]]*\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)


def _direct(*, dev: bool) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = project["project"]["dependencies"] + (project["dependency-groups"]["dev"] if dev else [])
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(("name", "dev"), [("requirements.txt", False), ("requirements-dev.txt", True)])
def test_the_lock_pins_every_direct_dependency_within_its_bounds(name, dev):
    pinned = {canonicalize_name(m["name"]): m["version"] for m in PIN.finditer((ROOT / name).read_text())}
    wrong = {
        str(wanted): pinned.get(canonicalize_name(wanted.name))
        for wanted in _direct(dev=dev)
        if not wanted.specifier.contains(pinned.get(canonicalize_name(wanted.name), "0"))
    }
    assert wrong == {}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_hashes_and_no_address(name):
    text = (ROOT / name).read_text()
    pins = text.split("\n")
    bare = [
        line for place, line in enumerate(pins)
        if PIN.match(line) and "--hash=sha256:" not in pins[place + 1]
    ]  # fmt: skip
    assert bare == []
    assert "://" not in text


def test_every_dependency_says_what_it_is_for():
    lines = (
        (text_of((ROOT / "pyproject.toml").relative_to(ROOT)) or "")
        .partition("dependencies = [")[2]
        .partition("]\n")[0]
    )
    assert [line for line in lines.splitlines() if line.strip() and "#" not in line] == []
