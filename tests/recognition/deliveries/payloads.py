"""The real payloads beside the repository, as messages of their source, and what becomes of each in a few words."""

import json
from pathlib import Path

from recognition.deliveries.contract import OutcomeFact, ReversalFact, UnreadableError, VerificationFact
from recognition.deliveries.registry import SOURCES

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "payloads"
NAMES = {"cdevents": "cloudevents"}  # of directories, where the source is called otherwise
DIRECTORIES = ("github", "gitlab", "jira", "pagerduty", "cdevents")


def files():
    return sorted(path for directory in DIRECTORIES for path in (FOLDER / directory).rglob("*.json"))


def name_of(path):
    return path.relative_to(FOLDER).as_posix()


def message(path):
    """Its source, headers and body."""
    source, payload = name_of(path).split("/")[0], json.loads(path.read_text())
    headers = {"content-type": "application/json"}
    if source == "github":
        headers["x-github-event"] = path.name.split(".")[0]
        if set(payload) == {"event", "name", "payload"}:  # recorded with a frame around it
            headers["x-github-event"], payload = payload["event"], payload["payload"]
    elif source == "cdevents":
        headers["content-type"] = "application/cloudevents+json"
    return source, headers, json.dumps(payload).encode()


def becomes(path):
    """As the last columns of the table: what it is turned into, and why not."""
    source, headers, body = message(path)
    source = NAMES.get(source, source)
    try:
        reading = SOURCES[source].read(headers, body)
    except UnreadableError as refused:
        return "refused", str(refused)
    return ", ".join(_word(fact) for fact in reading.facts) or "acknowledged", reading.ignored


def _word(fact):
    if isinstance(fact, OutcomeFact):
        return f"outcome {fact.kind}"
    if isinstance(fact, ReversalFact):
        return f"reversal {fact.kind}"
    return f"confirmation {fact.kind}" if isinstance(fact, VerificationFact) else "confirmation withdrawn"
