"""One POST: no redirect, a bounded time, a bounded answer, and the certificate is of the name."""

import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from recognition.endpoints import posting
from recognition.endpoints.addresses import Target, target_of
from recognition.endpoints.posting import MOST_READ, NoAnswerError, post


def test_it_posts_and_gives_what_was_answered(receiver):
    receiver.status, receiver.answer, receiver.headers = 202, b"taken", {"Retry-After": "7"}
    answer = post(target_of(receiver.url + "/in?k=1"), b"body", {"Content-Type": "text/plain"})
    assert (answer.status, answer.text, answer.retry_after) == (202, "taken", "7")
    ((path, headers, body),) = receiver.got
    assert (path, headers["Host"], body) == ("/in?k=1", receiver.url.removeprefix("http://"), b"body")


def test_it_follows_nowhere(receiver):
    receiver.status, receiver.headers = 307, {"Location": receiver.url + "/elsewhere"}
    assert post(target_of(receiver.url), b"", {}).status == 307
    assert len(receiver.got) == 1


def test_it_reads_only_the_beginning_of_an_answer(receiver):
    receiver.answer = b"x" * 5_000_000
    assert len(post(target_of(receiver.url), b"", {}).text) == MOST_READ


def test_it_leaves_a_receiver_that_says_nothing(receiver, monkeypatch):
    monkeypatch.setattr(posting, "CONNECT_AND_READ", 0.2)
    receiver.before_answer = lambda handler: time.sleep(0.6) or True
    with pytest.raises(NoAnswerError, match="No answer within"):
        post(target_of(receiver.url), b"", {})


def test_it_leaves_a_receiver_that_sends_byte_after_byte(receiver, monkeypatch):
    monkeypatch.setattr(posting, "ALTOGETHER", 0.5)

    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(60):
            try:
                handler.wfile.write(b"x")
                handler.wfile.flush()
            except OSError:
                break
            time.sleep(0.05)
        return True

    receiver.before_answer = drip
    began = time.monotonic()
    with pytest.raises(NoAnswerError, match="No whole answer in time"):
        post(target_of(receiver.url), b"", {})
    assert time.monotonic() - began < 2


def test_nobody_at_the_door_is_no_answer(receiver):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NoAnswerError, match="ConnectionRefused"):
        post(Target("127.0.0.1", port, "/", False), b"", {})


def test_what_is_no_http_is_no_answer(receiver):
    receiver.before_answer = lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n") or True
    with pytest.raises(NoAnswerError):
        post(target_of(receiver.url), b"", {})


@pytest.mark.parametrize(
    ("name", "trusted"), [("hooks.example", True), ("other.example", True), ("hooks.example", False)]
)
def test_the_certificate_is_of_the_name_and_not_of_the_address(tmp_path, monkeypatch, settings, name, trusted):
    settings.WEBHOOK_ALLOWED_PRIVATE = ["127.0.0.0/8"]
    server_side = _certificate(tmp_path, "hooks.example")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        threading.Thread(target=_answer_once, args=(listener, server_side), daemon=True).start()
        monkeypatch.setattr(
            socket, "getaddrinfo",
            lambda *asked, **more: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))],
        )  # fmt: skip
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        if name == "hooks.example" and trusted:
            assert post(Target(name, port, "/", True), b"{}", {}).status == 204
        else:
            with pytest.raises(NoAnswerError, match="SSLCertVerificationError"):
                post(Target(name, port, "/", True), b"{}", {})


def _answer_once(listener, context):
    plain, _from = listener.accept()
    try:
        with context.wrap_socket(plain, server_side=True) as connection:
            asked = b""
            while not asked.endswith(b"{}"):  # closing before all is read would take the answer back
                asked += connection.recv(4096)
            connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
    except OSError:
        plain.close()  # the other side did not trust it


def _certificate(folder, name):
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context
