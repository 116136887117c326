import re

from tests.architecture.tree import ROOT

VARIABLE = re.compile(r"""env\.\w+\(\s*["']([A-Z][A-Z0-9_]+)["']""")


def test_every_variable_of_the_environment_is_documented():
    files = (ROOT / "badges_site").glob("*settings.py")
    read = {name for file in files for name in VARIABLE.findall(file.read_text())}
    assert {"DATABASE_URL", "REDIS_URL", "SECRET_KEY"} <= read
    documented = (ROOT / "docs" / "operations.md").read_text()
    assert sorted(name for name in read if f"`{name}`" not in documented) == []
