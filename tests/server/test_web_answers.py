"""What gunicorn itself answers and logs: an empty body with our headers, whatever the request, and no secret."""

import socket
import time
from urllib.parse import urlsplit

import pytest
import requests

from tests.live import LiveBright

SECRET = "a-secret-key-that-nobody-may-see-0123456789"
QUERY = f"realm_secret_key={SECRET}"
HOST = b"Host: 127.0.0.1\r\n"
pytestmark = pytest.mark.django_db(transaction=True)


def raw(bright: LiveBright, request: bytes) -> tuple[bytes, dict[str, str], bytes]:
    """Status line, headers and body of the answer to these bytes."""
    address = urlsplit(bright.base_url)
    with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
        connection.sendall(request)
        answer = b""
        while data := connection.recv(65536):
            answer += data
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    return status.encode(), {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}, body


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"GET /?%b&x=%b HTTP/1.1\r\n%b\r\n" % (QUERY.encode(), b"x" * 70_000, HOST), b"414"),
        (b"GET /?%b HTTP/1.1\r\n%bX: %b\r\n\r\n" % (QUERY.encode(), HOST, b"x" * 70_000), b"431"),
        (b"GET /?%b HTTP/1.1\r\n%b%b\r\n" % (QUERY.encode(), HOST, b"X: y\r\n" * 200), b"431"),
        (b"GET /?%b HTTP/9.9\r\n%b\r\n" % (QUERY.encode(), HOST), b"400"),
        (b"GET /?%b and more HTTP/1.1\r\n%b\r\n" % (QUERY.encode(), HOST), b"400"),
        (b"G\xc3\xa4T /?%b HTTP/1.1\r\n%b\r\n" % (QUERY.encode(), HOST), b"400"),
        (b"GET /?%b HTTP/1.1\r\n%bBad Name: %b\r\n\r\n" % (QUERY.encode(), HOST, SECRET.encode()), b"400"),
        (b"POST /?%b HTTP/1.1\r\n%bTransfer-Encoding: odd\r\n\r\n" % (QUERY.encode(), HOST), b"501"),
        (b"POST /?%b HTTP/1.1\r\n%bExpect: wonders\r\n\r\n" % (QUERY.encode(), HOST), b"417"),
        (b"POST /?%b HTTP/1.1\r\n%bContent-Length: x\r\n\r\n" % (QUERY.encode(), HOST), b"400"),
        (b"POST /livez HTTP/1.1\r\n%bContent-Length: 1\r\nContent-Length: 2\r\n\r\n" % HOST, b"400"),
        (b"\x16\x03\x01 hello\r\n\r\n", b"400"),
    ],
)
def test_what_can_not_be_parsed_is_answered_without_words(live_bright: LiveBright, request_bytes, status) -> None:
    line, headers, body = raw(live_bright, request_bytes)
    assert line.split()[1] == status and body == b""
    assert headers["x-content-type-options"] == "nosniff" and len(headers["x-request-id"]) == 32
    assert headers["content-length"] == "0" and headers["cache-control"] == "no-store" and "server" not in headers
    logged_by(live_bright, headers["x-request-id"])
    assert SECRET not in live_bright.log.read_text()


def test_long_request_lines_and_headers_are_taken(live_bright: LiveBright) -> None:
    url = f"{live_bright.base_url}/livez?x={'y' * 64_000}"
    assert requests.get(url, headers={"X-Long": "z" * 64_000}, timeout=30).status_code == 200


def test_a_path_forges_no_line_in_the_log(live_bright: LiveBright) -> None:
    for path in ("/one%0aGET%20/forged%20200", "/two%1b[31mred", "/three%0d%0aforged", "/four%c2%85forged%e2%80%a8"):
        answer = requests.get(live_bright.base_url + path, timeout=30)
        logged_by(live_bright, answer.headers["X-Request-Id"])
    requests.get(f"{live_bright.base_url}/last", timeout=30)
    logged_by(live_bright, "GET /last 404")
    log = live_bright.log.read_text()
    assert "\x1b" not in log and "\r" not in log and "\x85" not in log and "\u2028" not in log
    assert not [line for line in log.splitlines() if line.startswith(("GET /forged", "forged"))]
    assert r"GET /one\nGET /forged 200 404" in log


def test_an_unknown_host_name_takes_one_line(live_bright: LiveBright) -> None:
    answer = requests.get(f"{live_bright.base_url}/", headers={"Host": "evil.example"}, timeout=30)
    logged_by(live_bright, answer.headers["X-Request-Id"])
    assert (answer.status_code, answer.content) == (400, b"")
    log = live_bright.log.read_text()
    assert "Traceback" not in log and len([line for line in log.splitlines() if "evil.example" in line]) == 1


def logged_by(bright: LiveBright, text: str) -> None:
    deadline = time.monotonic() + 10
    while text not in bright.log.read_text():
        assert time.monotonic() < deadline, bright.log.read_text()[-2000:]
        time.sleep(0.05)
