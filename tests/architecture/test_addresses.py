"""Every address is closed to strangers, or on this list."""

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

# Name -> why a stranger may have it.
PUBLIC = {
    "healthz": "a probe has no login",
    "readyz": "a probe has no login",
    "metrics": "opens by a token, or from the private network; never by a login",
    "favicon": "the mark beside the title",
    "recognition:sign_in": "one has to get in",
    "account_login": "the same door, by the name under which allauth knows it",
    "mfa_login_webauthn": "the door for passkeys",
    "recognition:sign_out": "ends nothing for a stranger",
    "recognition:become": "the demo's sign-in; answers 404 elsewhere",
    "recognition:badge_art": "a picture; sign-in page, mails and directories show it",
    "recognition:did": "the keys of the site, for verifiers",
    "recognition:credential": "what its holder published for whoever has the link",
    "recognition:credential_file": "the same as a file",
    "recognition:credential_status": "what no longer counts, for verifiers; it names nobody",
    "recognition:credential_check": "strangers check a copy",
    "recognition:theme": "light or dark, kept in a cookie",
    "recognition:language": "of the pages, kept in a cookie",
    "api:tokens": "exchanges a password for a token",
    "api:schema": "says what can be asked, not what is answered",
    "api:docs": "says what can be asked, not what is answered",
}
CLOSED = (302, 401, 403, 404)
SAMPLES = {"key": "ada", "slug": "bridge-builder", "person": "ada", "badge": "bridge-builder", "source": "git"}


def _addresses():
    """(name, address) of every pattern of ours."""

    def walk(patterns, address, names):
        for pattern in patterns:
            if not isinstance(pattern.pattern, RoutePattern):
                continue  # the catch-all of the API, which only says 404
            here = address + _with_samples(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield ":".join([*names, pattern.name or here]), here
            elif pattern.namespace != "admin":
                yield from walk(
                    pattern.url_patterns, here, [*names, *([pattern.namespace] if pattern.namespace else [])]
                )

    return dict(walk(get_resolver().url_patterns, "/", []))


def _with_samples(pattern):
    route = str(pattern)
    for name, converter in pattern.converters.items():
        prefix = next((k for k, c in _converters().items() if type(c) is type(converter)), None)
        value = "1" if prefix == "int" else SAMPLES.get(name, "ada")
        for kind in [prefix] if prefix else []:
            route = route.replace(f"<{kind}:{name}>", value)
        route = route.replace(f"<{name}>", value)
    return route


def _converters():
    from django.urls.converters import get_converters

    return get_converters()


def test_there_is_something_to_check():
    assert len(_addresses()) > 20


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_nowhere(client, ada, badge, method):
    login = resolve_url(settings.LOGIN_URL)
    open_doors = {}
    for name, address in _addresses().items():
        if name in PUBLIC:
            continue
        answer = getattr(client, method)(address)
        if answer.status_code == 405:
            continue
        if answer.status_code not in CLOSED or (answer.status_code == 302 and not answer["Location"].startswith(login)):
            open_doors[name] = (address, answer.status_code)
    assert open_doors == {}


def test_the_public_list_has_no_dead_names():
    assert set(PUBLIC) - set(_addresses()) == set()
