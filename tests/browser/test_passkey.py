"""A passkey is added and opens the site: a browser with a virtual authenticator, and strict rules for scripts."""

import pytest

from recognition.models import User, UserSession

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"


def test_a_passkey_is_added_and_opens_the_site(chromium, live_server, ada):
    login = User.objects.create_user("ada", password=PASSWORD, person=ada)
    context = chromium.new_context(base_url=live_server.url.replace("127.0.0.1", "localhost"), locale="en")
    page = context.new_page()
    page.set_default_timeout(90_000)
    refused = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    cdp = context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto("/sign-in")
    page.get_by_role("textbox", name="Username").fill("ada")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/")
    page.goto("/settings/security/keys/new")
    page.get_by_role("textbox", name="Name").fill("my laptop")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/settings/security/codes")
    page.goto("/settings/security")
    assert page.get_by_text("my laptop", exact=True).first.is_visible()
    context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    assert UserSession.objects.filter(user=login, way="passkey").count() == 1
    assert refused == []
    context.close()
