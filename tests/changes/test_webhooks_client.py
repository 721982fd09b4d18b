"""What a receiver, or whoever names one, may do to the sender: next to nothing."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
import time

from django.db import connection

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cms.changes.webhooks import client
from cms.changes.webhooks.addresses import Refused, is_on_the_internet, read_url
from tests.changes.webhook_receivers import receiving, reply, talking


pytestmark = pytest.mark.skipif(
    connection.vendor == "postgresql", reason="No database takes part."
)
HEAD = b"HTTP/1.1 200 OK\r\n"
SECRET = "what the receiver says"


def post(url):
    return client.post(url, b"{}", {"webhook-id": "msg_1"})


@pytest.fixture
def strict(settings):
    """Refuse private addresses, as a server does."""
    settings.WEBHOOK_ALLOW_PRIVATE_ADDRESSES = False


@pytest.fixture
def impatient(monkeypatch):
    """Wait for a second in all, not for ten."""
    monkeypatch.setattr(client, "TIMEOUT", 1.0)


@pytest.fixture
def names(monkeypatch):
    """Names that stand for these addresses, in place of a name server."""
    known, asked, look_up = {}, [], socket.getaddrinfo

    def found(host, port, *args, **options):
        if host not in known:
            return look_up(host, port, *args, **options)
        asked.append(host)
        address = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return look_up(address, port, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", found)
    known["asked"] = asked
    return known


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "192.0.2.1", "198.18.0.1", "203.0.113.9", "::1", "::",
        "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::1",
        "2001:0:53aa:64c::1", "2001:db8::1", "100::1", "not an address",
    ],
)  # fmt: skip
def test_private_address__is_none_on_the_internet(address):
    assert not is_on_the_internet(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"])
def test_public_address__is_on_the_internet(address):
    assert is_on_the_internet(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0", "[::1]",
     "[::ffff:127.0.0.1]"],
)  # fmt: skip
def test_private_address__is_refused_however_it_is_written(strict, host):
    with receiving() as receiver:
        answer = post(f"http://{host}:{receiver.server_port}/")
    assert receiver.requests == []
    assert answer.error == "The address leads into a private network."


def test_name__that_stands_for_a_private_address_is_refused(strict, names):
    names["partner.example"] = ["127.0.0.1"]
    with receiving() as receiver:
        answer = post(f"http://partner.example:{receiver.server_port}/")
    assert receiver.requests == []
    assert "private network" in answer.error
    assert names["asked"] == ["partner.example"]


def test_name__is_looked_up_once_and_what_was_checked_is_connected_to(
    strict, names, monkeypatch
):
    """A name server that says something else a second time gains nothing by it."""
    names["partner.example"] = ["93.184.216.34", "127.0.0.1"]
    connected = []

    def connect(address, *args, **options):
        connected.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    answer = post("http://partner.example:8080/")
    assert connected == [("93.184.216.34", 8080)]
    assert names["asked"] == ["partner.example"]
    assert answer.error == "The receiver could not be reached."


def test_name__may_stand_for_a_private_address_where_settings_say_so(names):
    names["partner.example"] = ["127.0.0.1"]
    with receiving() as receiver:
        answer = post(f"http://partner.example:{receiver.server_port}/a?b=c")
    assert answer.is_taken
    ((path, headers),) = receiver.requests
    assert path == "/a?b=c"
    assert headers["Host"] == f"partner.example:{receiver.server_port}"


def test_unknown_name__is_told():
    assert "name of the host was not found" in post("http://nobody.invalid/").error


def test_slow_name_server__is_not_waited_for(impatient, monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **o: over.wait(10) and [])
    began = time.monotonic()
    answer = post("http://partner.example/")
    over.set()
    assert time.monotonic() - began < 5
    assert answer.error


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "//example.org/", "https://", "",
     "http://[::1", "http://example.org:99999/", "http://me:you@example.org/",
     "gopher://127.0.0.1:6379/_FLUSHALL"],
)  # fmt: skip
def test_url__that_is_none_is_refused(url):
    with pytest.raises(Refused):
        read_url(url)
    assert post(url).error


def test_url__must_be_https_in_production(settings):
    settings.WEBHOOK_HTTPS_ONLY = True
    assert post("http://127.0.0.1:9/").error == "The address must begin with https://"


def test_url__with_other_letters_goes_out_in_ascii(settings):
    url = read_url("https://münchen.example/naïve path?q=ü")
    assert url.host == b"xn--mnchen-3ya.example"
    assert url.target == b"/na%C3%AFve%20path?q=%C3%BC"


def test_redirect__is_a_failure_and_not_followed():
    def redirect(handler):
        reply(handler, 302, Location=inner.url)

    with receiving() as inner, receiving(redirect) as receiver:
        answer = post(receiver.url)
    assert inner.requests == []
    assert (answer.status, answer.is_taken) == (302, False)
    assert "Redirects are not followed" in answer.error


def test_proxy_of_the_environment__is_not_used(monkeypatch):
    with receiving() as receiver:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9/")
        assert post(receiver.url).is_taken


def read_request(connection):
    """Take in all of a request: what is closed before would break off."""
    received = b""
    while not received.endswith(b"{}"):
        received += connection.recv(65536)


def drip(pieces, pause=0.05):
    """Return what sends an answer in pieces, for as long as somebody listens."""

    def talk(connection):
        read_request(connection)
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)

    return talk


def endless(piece):
    while True:
        yield piece


@pytest.mark.parametrize(
    "pieces",
    [
        endless(b"H"),  # never a line
        (HEAD if not n else b"X-More: 1\r\n" for n in range(10_000)),
        [b"", *[b""] * 200],  # nothing at all
    ],
    ids=["a line without end", "headers without end", "silence"],
)
def test_slow_drip__ends_with_the_time_for_all_of_it(impatient, pieces):
    with talking(drip(pieces)) as url:
        answer = post(url)
    assert answer.status is None
    assert answer.seconds < 5
    assert answer.error


def test_slow_body__is_not_waited_for_and_the_status_counts(impatient):
    head = HEAD + b"Content-Length: 1000\r\n\r\n"
    with talking(drip([head, *[b"x"] * 1000])) as url:
        answer = post(url)
    assert (answer.status, answer.is_taken) == (200, True)
    assert answer.seconds < 5


def test_huge_body__is_not_read():
    sent = []

    def pour(connection):
        read_request(connection)
        connection.sendall(HEAD + b"\r\n")
        while sum(sent) < 500_000_000:
            sent.append(connection.send(b"x" * 65536))

    with talking(pour) as url:
        answer = post(url)
    assert answer.is_taken
    assert sum(sent) < 50_000_000  # what the system itself keeps between the two


def test_huge_header__is_refused():
    with talking(drip([HEAD, b"X-Huge: " + b"x" * 5_000_000], pause=0)) as url:
        answer = post(url)
    assert answer.status is None
    assert answer.error


@pytest.mark.parametrize(
    "said", [b"220 smtp ready\r\n", b"\x00\xff" * 50, b"HTTP/1.1 999999 x\r\n\r\n", b""]
)
def test_what_is_no_answer__is_a_failure(said):
    with talking(drip([said], pause=0)) as url:
        answer = post(url)
    assert (answer.status, answer.is_taken) == (None, False)


def test_error__holds_nothing_that_the_receiver_says():
    body = SECRET.encode()
    for said in (
        b"HTTP/1.1 500 " + body + b"\r\nX: " + body + b"\r\n\r\n" + body,
        b"HTTP/1.1 302 " + body + b"\r\nLocation: http://x/" + b"\r\n\r\n" + body,
        body + b"\r\n\r\n",
    ):
        with talking(drip([said], pause=0)) as url:
            answer = post(url)
        assert answer.error
        assert SECRET not in answer.error
        assert len(answer.error) < 200


@pytest.fixture
def certificate(tmp_path):
    """A certificate for the name `localhost` that nobody else has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(tz=datetime.UTC)
    day = datetime.timedelta(days=1)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "both.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + built.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def over_tls(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def talk(connection):
        with context.wrap_socket(connection, server_side=True) as stream:
            read_request(stream)
            stream.sendall(HEAD + b"Content-Length: 0\r\n\r\n")

    with talking(talk) as url:
        yield url.rsplit(":", 1)[1]
    client.tls_context.cache_clear()


def test_certificate__that_nobody_vouches_for_is_refused(over_tls):
    answer = post(f"https://localhost:{over_tls}")
    assert answer.status is None
    assert answer.error == "The certificate of the receiver is not good for its name."


def test_https__of_a_receiver_that_speaks_none_is_told():
    with receiving() as receiver:
        answer = post(receiver.url.replace("http:", "https:"))
    assert answer.error == "No secure connection could be made."


def test_certificate__counts_for_the_name_and_no_other(
    over_tls, certificate, names, monkeypatch
):
    """Checked by the name in the address, though the connection goes to a number."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    client.tls_context.cache_clear()
    assert post(f"https://localhost:{over_tls}").is_taken
    names["other.example"] = ["127.0.0.1"]
    answer = post(f"https://other.example:{over_tls}")
    assert answer.error == "The certificate of the receiver is not good for its name."
