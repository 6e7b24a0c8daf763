"""A load client: keep-alive connections on raw sockets in one process, so that it costs less than what it measures."""

import http.client
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle

Address = tuple[str, int]
LEAST = 100


class Refused(Exception):
    """An answer other than 200."""


class Line:
    """One connection: a request is under way on it at any time."""

    def __init__(self, address: Address, requests: Iterator[bytes]) -> None:
        self.socket, self.requests = socket.create_connection(address), requests
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.ask()

    def ask(self) -> None:
        self.received, self.needed = b"", 0
        self.socket.sendall(next(self.requests))

    def read(self) -> bool:
        """Whether the answer is complete."""
        self.received += self.socket.recv(262144)
        if not self.needed:
            head, blank, _ = self.received.partition(b"\r\n\r\n")
            if not blank:
                return False
            if b" 200 " not in head[:16]:
                raise Refused(head.decode("latin-1"))
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            self.needed = len(head) + 4 + int(length)
        return len(self.received) >= self.needed


def hammer(address: Address, paths: Sequence[str], connections: int, seconds: float) -> tuple[int, float]:
    """The number of answers, LEAST or more, and the seconds that they took. Nothing is under way when it returns."""
    requests = cycle([f"GET {path} HTTP/1.1\r\nHost: {address[0]}:{address[1]}\r\n\r\n".encode() for path in paths])
    started, selector = time.perf_counter(), selectors.DefaultSelector()
    for _ in range(connections):
        line = Line(address, requests)
        selector.register(line.socket, selectors.EVENT_READ, line)
    count = 0
    while selector.get_map():
        for key, _ in selector.select(1):
            if key.data.read():
                count += 1
                if count < LEAST or time.perf_counter() < started + seconds:
                    key.data.ask()
                else:
                    selector.unregister(key.fileobj)
                    key.data.socket.close()
    return count, time.perf_counter() - started


@contextmanager
def answer(address: Address, path: str) -> Iterator[http.client.HTTPResponse]:
    """On a connection of its own, which ends with it, read to the end or not."""
    connection = http.client.HTTPConnection(*address)
    connection.request("GET", path)
    response = connection.getresponse()
    if response.status != 200:
        raise Refused(f"{response.status} to {path.partition('?')[0]}")
    yield response
    connection.close()


def body(address: Address, path: str) -> bytes:
    with answer(address, path) as response:
        return response.read()


def seconds_for_all(address: Address, path: str) -> float:
    """Read in pieces, none of which is kept."""
    started = time.perf_counter()
    with answer(address, path) as response:
        while response.read(1024 * 1024):
            pass
    return time.perf_counter() - started


def seconds_to_first_byte(address: Address, path: str) -> float:
    """Then the client goes away."""
    started = time.perf_counter()
    with answer(address, path) as response:
        response.read(1)
        return time.perf_counter() - started
