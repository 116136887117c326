"""Whoever enters an address reaches nothing that only this server reaches."""

import socket

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from recognition.endpoints.addresses import ForbiddenAddressError, Target, checked_address, target_of

PRIVATE = [
    "127.0.0.1", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
    "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a9fe:a9fe::", "::127.0.0.1",
    "2001:db8::1",
]  # fmt: skip
PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::808:808"]


def target(host="hooks.example", port=443, https=True):
    return Target(host, port, "/", https)


@pytest.fixture
def name_leads_to(monkeypatch):
    def lead(*addresses):
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: found)

    return lead


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_inside_is_refused(name_leads_to, address):
    name_leads_to(address)
    with pytest.raises(ForbiddenAddressError, match="not a public host"):
        checked_address(target())


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_one_is_connected_to_itself(name_leads_to, address):
    name_leads_to(address)
    assert checked_address(target()) == address


def test_an_address_inside_cannot_hide_among_public_ones(name_leads_to):
    name_leads_to("93.184.215.14", "10.0.0.1")
    with pytest.raises(ForbiddenAddressError):
        checked_address(target())


@pytest.mark.parametrize("entry", ["10.0.0.0/8", "Hooks.example", "10.0.0.1"])
def test_the_operator_can_allow_what_is_inside(settings, name_leads_to, entry):
    settings.WEBHOOK_ALLOWED_PRIVATE = ["fd00::/8", entry]
    name_leads_to("10.0.0.1")
    assert checked_address(target(https=False)) == "10.0.0.1"


def test_plain_http_to_a_public_host_is_refused_at_sending_too(name_leads_to):
    name_leads_to("93.184.215.14")
    with pytest.raises(ForbiddenAddressError):
        checked_address(target(https=False))


def test_a_name_that_is_not_found_says_so(monkeypatch):
    def nowhere(*asked, **more):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(ForbiddenAddressError, match="is not found"):
        checked_address(target())


READ = {
    "https://hooks.example/in?k=1": Target("hooks.example", 443, "/in?k=1", True),
    "https://hooks.example:8443": Target("hooks.example", 8443, "/", True),
    "https://bücher.example/x": Target("xn--bcher-kva.example", 443, "/x", True),
    "https://[2606:2800:21f::1]/x": Target("2606:2800:21f::1", 443, "/x", True),
}


@pytest.mark.parametrize("url", READ, ids=range(len(READ)))
def test_it_reads_what_was_entered(url):
    assert target_of(url) == READ[url]


WRONG = [
    "", "hooks.example", "/in", "ftp://hooks.example/", "http://hooks.example/", "https://", "https:///in",
    "https://user:word@hooks.example/", "https://hooks.example/#part", "https://hooks.example:99999/",
    "https://hooks.example/a b", "https://hooks.example/\n", "https://hooks.example/ü", "javascript:alert(1)",
    "https://127.0.0.1/", "https://[::1]/", "https://10.1.2.3/", "https://169.254.169.254/latest", "file:///etc/passwd",
    "https://hooks.example/" + "x" * 2000, "https://[::1", "https://a..b/", "https://\x00/",
]  # fmt: skip


@pytest.mark.parametrize("url", WRONG, ids=range(len(WRONG)))
def test_it_refuses_other_addresses(url):
    with pytest.raises(ValidationError) as refused:
        target_of(url)
    assert refused.value.message_dict["url"]


@given(st.text(max_size=60).map(lambda rest: "https://" + rest) | st.text(max_size=60))
def test_anything_can_be_entered(url):
    try:
        read = target_of(url)
    except ValidationError:
        return
    assert read.https
    assert "\n" not in read.path + read.authority
