"""A company with an OpenID provider and a SAML provider, both of which speak to the site as the real ones do."""

from urllib.parse import urlsplit

import pytest
import requests
from django.core.cache import cache
from oidc_provider_mock import User as ProvidersUser
from oidc_provider_mock import run_server_in_thread

from recognition.entrance.company import OpenID, Saml
from tests.recognition.entrance.identity_provider import IdentityProvider


def change_sign_in(settings, **more):
    from dataclasses import replace

    settings.SIGN_IN = replace(settings.SIGN_IN, **more)


@pytest.fixture(autouse=True)
def _no_attempts_of_other_tests(db):
    cache.clear()


@pytest.fixture(scope="session")
def providers_users():
    """Subject -> claims; a test may change them, and gives them back."""
    return {
        "sub-ada": {"email": "Ada@plaudit.example", "email_verified": True, "groups": ["staff"]},
        "sub-unverified": {"email": "ada@plaudit.example", "email_verified": False},
        "sub-silent": {"email": "ada@plaudit.example"},
        "sub-stranger": {"email": "stranger@elsewhere.example", "email_verified": True},
    }


@pytest.fixture(scope="session")
def provider_of_openid(providers_users):
    """A real one, over HTTP."""
    users = [ProvidersUser(sub=sub, claims=claims) for sub, claims in providers_users.items()]
    with run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def openid(provider_of_openid, settings):
    change_sign_in(settings, openid=OpenID(provider_of_openid, "plaudit", "secret", name="Acme"))
    return provider_of_openid


def agree(begun, sub):
    """The person agrees at the provider: the address by which they come back."""
    there = requests.post(begun["Location"], data={"sub": sub}, allow_redirects=False, timeout=5)
    back = urlsplit(there.headers["Location"])
    return f"{back.path}?{back.query}"


@pytest.fixture
def come(client, openid):
    """Sign in as a subject of the provider; the answer to coming back."""

    def comes(sub, onward="/"):
        return client.get(agree(client.get("/sign-in/openid", {"next": onward}), sub))

    return comes


@pytest.fixture(scope="session")
def idp():
    return IdentityProvider()


@pytest.fixture
def saml(idp, settings):
    change_sign_in(settings, saml=Saml(idp.entity_id, "https://idp.example/sso", (idp.certificate,)))
    return idp
