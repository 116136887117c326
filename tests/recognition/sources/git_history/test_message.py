"""What the text of a commit says"""

import pytest

from recognition.sources.git_history.log import Identity
from recognition.sources.git_history.message import contact, read
from recognition.sources.git_history.teams import domain_of


@pytest.mark.parametrize(
    ("subject", "area"),
    [
        ("feat(parser): read dates", "parser"),
        ("fix: mend it", ""),
        ("fix!: mend it", ""),
        ("Docs: say more", ""),
        ("arm64: dts: add a board", "arm64"),
        ("drivers/net: mend it", "drivers/net"),
        ("Mend the thing: now", ""),
        ("http://example.com broke", ""),
        ("", ""),
    ],
)
def test_the_area_is_the_conventional_prefix(subject, area):
    assert read(subject).area == area


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ada <a@b.example>", Identity("Ada", "a@b.example")),
        ('"Ada L." <a@b.example> # v2', Identity("Ada L.", "a@b.example")),
        ("<a@b.example>", Identity("", "a@b.example")),
        ("Ada a@b.example", None),
        ("Ada <not an address>", None),
        ("Ada <>", None),
        ("Ada <" + "a" * 300 + "@b.example>", None),
    ],
)
def test_a_contact_is_a_name_with_an_address(text, who):
    assert contact(text) == who


def test_fixes_and_reverts_name_commits():
    said = read('Revert "x"\n\nThis reverts commit ABCDEF1234.\n\nFixes: 0123456789ab ("x")\nFixes: #12\n')
    assert (said.reverts, said.fixes) == ("abcdef1234", ["0123456789ab"])


@pytest.mark.parametrize(
    ("mail", "domain"),
    [
        ("a@dev.lovelace.com", "lovelace.com"),
        ("a@x.lovelace.co.uk", "lovelace.co.uk"),
        ("a@gmail.com", None),
        ("a@mail.yahoo.co.jp", None),
        ("1+a@users.noreply.github.com", None),
        ("a@localhost", None),
        ("a@10.0.0.1", None),
        ("a@..", None),
        ("", None),
        ("a@\u202eevil.com", None),
    ],
)
def test_a_team_is_a_registrable_domain_that_is_no_free_mail(mail, domain):
    assert domain_of(mail) == domain
