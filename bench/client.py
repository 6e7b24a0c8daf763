"""A load client: keep-alive connections on raw sockets in one process, so that it needs less CPU than the servers."""

import http.client
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle

Address = tuple[str, int]
MIN_RESPONSES = 100


class UnexpectedStatus(Exception):
    """A response with a status other than 200."""


class Connection:
    """One connection, which always has one pending request."""

    def __init__(self, address: Address, requests: Iterator[bytes]) -> None:
        self.socket, self.requests = socket.create_connection(address), requests
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.send()

    def send(self) -> None:
        self.received, self.needed = b"", 0
        self.socket.sendall(next(self.requests))

    def read(self) -> bool:
        """Receive data; returns whether the response is complete."""
        self.received += self.socket.recv(262144)
        if not self.needed:
            head, blank, _ = self.received.partition(b"\r\n\r\n")
            if not blank:
                return False
            if b" 200 " not in head[:16]:
                raise UnexpectedStatus(head.decode("latin-1"))
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            self.needed = len(head) + 4 + int(length)
        return len(self.received) >= self.needed


def run_load(address: Address, paths: Sequence[str], connections: int, seconds: float) -> tuple[int, float]:
    """The number of responses, MIN_RESPONSES or more, and the seconds they took. Afterwards no request is pending."""
    requests = cycle([f"GET {path} HTTP/1.1\r\nHost: {address[0]}:{address[1]}\r\n\r\n".encode() for path in paths])
    started, selector = time.perf_counter(), selectors.DefaultSelector()
    for _ in range(connections):
        connection = Connection(address, requests)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
    count = 0
    while selector.get_map():
        for key, _ in selector.select(1):
            if key.data.read():
                count += 1
                if count < MIN_RESPONSES or time.perf_counter() < started + seconds:
                    key.data.send()
                else:
                    selector.unregister(key.fileobj)
                    key.data.socket.close()
    return count, time.perf_counter() - started


@contextmanager
def response(address: Address, path: str) -> Iterator[http.client.HTTPResponse]:
    """A response on a connection of its own, which is closed afterwards."""
    connection = http.client.HTTPConnection(*address)
    connection.request("GET", path)
    opened = connection.getresponse()
    if opened.status != 200:
        raise UnexpectedStatus(f"{opened.status} to {path.partition('?')[0]}")
    yield opened
    connection.close()


def body(address: Address, path: str) -> bytes:
    with response(address, path) as opened:
        return opened.read()


def seconds_to_read(address: Address, path: str) -> float:
    """Seconds to read the whole response, in chunks that are not kept."""
    started = time.perf_counter()
    with response(address, path) as opened:
        while opened.read(1024 * 1024):
            pass
    return time.perf_counter() - started


def seconds_to_first_byte(address: Address, path: str) -> float:
    """Seconds to the first byte of the body; then the connection is closed."""
    started = time.perf_counter()
    with response(address, path) as opened:
        opened.read(1)
        return time.perf_counter() - started
