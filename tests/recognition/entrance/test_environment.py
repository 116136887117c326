"""What the environment says of the sign-in: whole, or told at the start."""

import os
import subprocess
import sys

import pytest
from django.core.checks import ERROR
from environs import Env

from badges_site import sign_in_settings
from recognition.entrance.checks import sign_in_is_whole, the_site_answers_to_a_name
from recognition.entrance.metadata import UnreadableMetadataError, read_metadata
from tests.architecture.tree import ROOT

OPENID = {"OIDC_ISSUER": "https://id.example/", "OIDC_CLIENT_ID": "plaudit", "OIDC_CLIENT_SECRET": "s"}
CERTIFICATE = "-----B\nabc\n-----E"
SAML = {
    "SAML_IDP_ENTITY_ID": "https://idp",
    "SAML_IDP_SSO_URL": "https://idp/sso",
    "SAML_IDP_CERT": "-----B\nabc\n-----E",
}
METADATA = """<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">{keys}
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp/sso"/>
</md:IDPSSODescriptor></md:EntityDescriptor>"""
KEY = """<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
<ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"""


@pytest.fixture
def read(monkeypatch):
    def reads(debug=False, **said):
        for name in ("DEMO_LOGIN", "ROLE_GROUPS", "REQUIRE_SECOND_FACTOR", *OPENID, *SAML, "SAML_IDP_METADATA_FILE"):
            monkeypatch.delenv(name, raising=False)
        for name, value in said.items():
            monkeypatch.setenv(name, value)
        return sign_in_settings.read(Env(), debug=debug)

    return reads


def test_nothing_said_is_nothing_open(read):
    said = read()
    assert (said.openid, said.saml, said.role_groups, said.problems) == (None, None, {}, [])


def test_a_second_factor_is_required_outside_a_trial_unless_said_otherwise(read):
    assert read(debug=False).require_second_factor
    assert not read(debug=True).require_second_factor
    assert not read(debug=False, REQUIRE_SECOND_FACTOR="0").require_second_factor


def test_the_whole_is_read(read):
    said = read(**OPENID, **SAML, ROLE_GROUPS="admin=bosses, auditor=a, auditor=b")
    assert said.openid.issuer == "https://id.example"
    assert said.saml.certificates == ("abc",)
    assert said.role_groups == {"admin": frozenset({"bosses"}), "auditor": frozenset({"a", "b"})}
    assert said.problems == []


@pytest.mark.parametrize("missing", [*OPENID, *SAML])
def test_what_is_half_said_is_told_and_stays_closed(read, missing):
    said = read(**{name: value for name, value in {**OPENID, **SAML}.items() if name != missing})
    assert len(said.problems) == 1
    assert missing in said.problems[0]
    assert (said.openid is None) is missing.startswith("OIDC")
    assert (said.saml is None) is missing.startswith("SAML")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({**OPENID, "OIDC_ISSUER": "http://id.example"}, "https://"),
        ({"ROLE_GROUPS": "boss=x"}, "“boss=x”"),
        ({"ROLE_GROUPS": "steward=x"}, "“steward=x”"),
        ({"ROLE_GROUPS": "admin"}, "“admin”"),
        ({"SAML_IDP_METADATA_FILE": "/nowhere.xml"}, "cannot be read"),
        ({**SAML, "SAML_IDP_METADATA_FILE": "/nowhere.xml"}, "give one"),
        ({"DEMO_LOGIN": "1"}, "remove DEMO_LOGIN"),
    ],
    ids=["plain-http", "no-role", "steward", "no-group", "no-file", "twice", "demo"],
)
def test_what_cannot_be_is_told(read, more, words):
    assert words in " ".join(read(**more).problems)


def test_the_start_shows_it(read, settings):
    settings.SIGN_IN = read(ROLE_GROUPS="boss=x")
    assert [found.id for found in sign_in_is_whole()] == ["plaudit.E001"]
    settings.SIGN_IN = read(ROLE_GROUPS="admin=x")
    assert [found.id for found in sign_in_is_whole()] == ["plaudit.W001"]


def test_the_start_asks_for_the_hosts_that_the_site_answers_to(settings):
    settings.ALLOWED_HOSTS = []
    settings.DEBUG = False
    (found,) = the_site_answers_to_a_name()
    assert (found.level, "plaudit.example" in found.msg) == (ERROR, True)
    settings.DEBUG = True  # Django itself answers to this machine then
    assert the_site_answers_to_a_name() == []


def test_metadata_of_a_provider_are_read_with_all_its_certificates(tmp_path):
    file = tmp_path / "idp.xml"
    file.write_text(METADATA.format(keys=KEY.format("abc") + KEY.format("def")))
    assert read_metadata(file) == ("https://idp", "https://idp/sso", ["abc", "def"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hello", "no SAML metadata"),
        (METADATA.format(keys=""), "no certificate"),
        ("<a/>", "no entityID"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "no SAML metadata"),
    ],
    ids=["no-xml", "no-key", "other", "bomb"],
)
def test_a_file_that_is_something_else_is_told(tmp_path, text, words):
    file = tmp_path / "idp.xml"
    file.write_text(text)
    with pytest.raises(UnreadableMetadataError, match=words):
        read_metadata(file)


ASK = """
import django; django.setup()
from django.core.checks import run_checks
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
try:
    print(reverse("recognition:become"))
except NoReverseMatch:
    print("not routed")
try:
    print(resolve("/become"))
except Resolver404:
    print(404)
print([found.id for found in run_checks() if "DEMO_LOGIN" in found.msg])
"""


@pytest.mark.any_database
@pytest.mark.processes
def test_outside_a_trial_the_sign_in_by_one_click_does_not_exist(tmp_path):
    """In a process of its own, as in production, whatever the environment asks for."""
    said = {"SECRET_KEY": "x" * 50, "DEBUG": "0", "DEMO_LOGIN": "1", "DATA_DIR": str(tmp_path), "LOG_LEVEL": "CRITICAL"}
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**kept, **said, "DJANGO_SETTINGS_MODULE": "badges_site.settings"}
    asked = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert asked.stdout.split("\n")[:3] == ["not routed", "404", "['plaudit.E001']"], asked.stderr[-2000:]
