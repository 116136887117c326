"""Verifiers by other people (npm, installed by `.ci/run`) look at what we sign; other programs find what we bake."""

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from PIL import Image

from recognition.actions import credentials
from recognition.models import Award
from tests.recognition.credentials.conftest import SITE
from tests.recognition.credentials.test_check import changed, paths

pytestmark = [pytest.mark.django_db, pytest.mark.processes]
VERIFIERS = Path(__file__).resolve().parents[3] / ".ci/credentials"
needs_verifiers = pytest.mark.skipif(
    shutil.which("node") is None or not (VERIFIERS / "node_modules").exists(),
    reason="no verifiers here: npm ci --ignore-scripts --prefix .ci/credentials (checker of credentials)",
)


@pytest.fixture
def verify(client):
    """Give cases to node, with what a verifier would fetch from us at this moment."""

    def look(*cases):
        lists = {
            f"{SITE}{address}": json.loads(client.get(address).content)
            for address in (reverse("recognition:credential_status", args=[1, p]) for p in ("revocation", "suspension"))
        }
        asked = {"did": client.get("/.well-known/did.json").json(), "lists": lists, "cases": cases}
        ran = subprocess.run(
            ["node", "verify.mjs"], cwd=VERIFIERS, input=json.dumps(asked), text=True, capture_output=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)

    return look


@needs_verifiers
def test_others_find_both_forms_genuine_and_every_change_of_them_not(verify, client, bo, chen, badge, give):
    badge.criteria_text = ["Recognition from at least 2 teams."]
    badge.save()
    made = credentials.make(by=bo, award=give(bo, tier="gold", expires_at="2099-01-01T00:00Z"))
    document = json.loads(client.get(f"/credentials/{made.key}.json").content)
    token = client.get(f"/credentials/{made.key}.jwt").content.decode()
    cases = [{"name": "document", "document": document}, {"name": "token", "token": token}]
    for path in paths(document):
        told = document
        for name in path:
            told = told[name]
        # A value of the same kind as before: a date that is none would be refused for another reason.
        other = told[:-1] + ("1" if told[-1] != "1" else "2") if isinstance(told, str) else not told
        cases.append({"name": f"document {path}", "document": changed(document, path, other)})
    cases += [
        {"name": f"token {place}", "token": token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]}
        for place in range(10, len(token) - 2, len(token) // 25)
    ]
    found = verify(*cases)
    assert {name: case for name, case in found.items() if case["verified"]} == {
        "document": {"verified": True, "bits": {"revocation": False, "suspension": False}},
        "token": {"verified": True, "bits": {"revocation": False, "suspension": False}},
    }
    assert len(found) == len(cases) > 50


@needs_verifiers
def test_others_read_what_came_of_it(verify, bo, ada, chen, give):
    made = {person.key: credentials.make(by=person, award=give(person)) for person in (bo, ada, chen)}
    Award.objects.filter(person=ada).update(status="frozen")
    Award.objects.filter(person=chen).update(status="revoked")
    found = verify(*({"name": key, "document": json.loads(one.document)} for key, one in made.items()))
    assert {key: (case["bits"]["revocation"], case["bits"]["suspension"]) for key, case in found.items()} == {
        "bo": (False, False), "ada": (False, True), "chen": (True, False),
    }  # fmt: skip


def test_other_programs_find_it_in_the_png(client, made):
    picture = Image.open(BytesIO(client.get(f"/credentials/{made.key}.png").content))
    picture.load()
    assert (picture.format, picture.size) == ("PNG", (512, 512))
    assert json.loads(picture.text["openbadgecredential"]) == json.loads(made.document)


def test_other_programs_find_it_in_the_svg(client, made):
    root = ElementTree.fromstring(client.get(f"/credentials/{made.key}.svg").content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    found = root.find("{https://purl.imsglobal.org/ob/v3p0}credential")
    assert json.loads(found.text) == json.loads(made.document)
