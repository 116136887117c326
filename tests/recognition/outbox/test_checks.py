import pytest

from recognition.notify.checks import links_in_e_mails_lead_here


@pytest.mark.parametrize(
    ("mail", "site", "said"),
    [(True, "", ["recognition.W001"]), (True, "https://plaudit.example", []), (False, "", [])],
    ids=["mail alone", "both", "neither"],
)
def test_e_mails_without_the_address_of_the_site_are_told_at_the_start(settings, mail, site, said):
    settings.MAIL_ON, settings.SITE_URL = mail, site
    assert [one.id for one in links_in_e_mails_lead_here()] == said
