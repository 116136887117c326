"""Dockerfile, compose.yaml and the systemd units, read as far as tests need it."""

import json
import re
from typing import Any

import yaml

from tests.architecture.tree import ROOT

UNITS = ("web", "worker", "beat")


def dockerfile() -> list[tuple[str, str]]:
    """(instruction, the rest) of every line, continued lines joined; comments are left out."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines) if word]


def last(instruction: str) -> str:
    """What the last of these instructions says: it is the one that holds for the image."""
    return [rest for word, rest in dockerfile() if word == instruction][-1]


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return found


def command_of(service: str) -> list[str]:
    """What the service runs: its own command, or that of the image."""
    own: list[str] | None = compose()["services"][service].get("command")
    return own or json.loads(last("CMD"))


def unit(name: str) -> dict[str, dict[str, list[str]]]:
    """Section -> key -> every value that is given for it."""
    sections: dict[str, dict[str, list[str]]] = {}
    for line in (ROOT / "deploy" / "systemd" / name).read_text().splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            section.setdefault(key, []).append(value)
    return sections


def example() -> dict[str, str]:
    """The variables of the example of an environment file, those behind a # too."""
    text = (ROOT / "deploy" / "plaudit.env.example").read_text()
    return dict(re.findall(r"^(?:# )?([A-Z][A-Z_]+)=(.*)$", text, flags=re.MULTILINE))
