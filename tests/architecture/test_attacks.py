"""Who adds an attack to the drill is told here what else belongs to it."""

import pytest

from scoring.engine.drill.attacks import ATTACKS
from tests.architecture.tree import ROOT


def test_every_file_of_an_attack_is_registered():
    files = {path.stem for path in (ROOT / "scoring/engine/drill/attacks").glob("*.py")} - {"__init__"}
    assert files == set(ATTACKS)


@pytest.mark.parametrize("kind", ATTACKS)
def test_an_attack_has_a_test_of_its_own(kind):
    tests = "".join(path.read_text() for path in (ROOT / "tests/scoring/engine/drill").glob("test_*.py"))
    assert f'plotted("{kind}"' in tests or f'"{kind}"]' in tests or f'"{kind}",' in tests


@pytest.mark.parametrize("kind", ATTACKS)
def test_an_attack_is_documented(kind):
    assert f"| `{kind}` |" in (ROOT / "docs/drills.md").read_text()
