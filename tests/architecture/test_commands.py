import pytest
from django.core.management import get_commands, load_command_class

PACKAGES = ("recognition", "scoring", "badges_site.demo", "badges_site.words")
# The promises of the interface; a command that is not listed there is listed here with its reason.
PROMISED = {
    "demo", "import_facts", "import_git", "rules", "recalculate", "reconcile", "sweep", "drill", "export", "explain",
    "rederive", "verify_audit", "health", "roles",
}  # fmt: skip

ours = {name: app for name, app in get_commands().items() if app in PACKAGES}


def test_every_promised_command_exists():
    assert set(ours) >= PROMISED


@pytest.mark.parametrize("name", sorted(ours))
def test_every_command_says_what_it_does(name):
    help_text = str(load_command_class(ours[name], name).help).strip()
    assert len(help_text.split()) >= 4, f"{name}: {help_text!r}"
