"""Rounds of load on each server in turn, and their medians.

What is compared is CPU time: of the server's processes, and of PostgreSQL's. The machine may be shared, and then
answers a second say more about the neighbours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench import client, machine
from bench.asking import BULK_ROWS, Asking
from bench.servers import Bench, Server

CONNECTIONS = 8
FORMATS = ("json", "xml", "csv")


@dataclass(frozen=True)
class Cost:
    """Of one request."""

    per_second: float
    server: float  # µs of CPU
    postgres: float  # µs of CPU

    @property
    def cpu(self) -> float:
        return self.server + self.postgres


@dataclass(frozen=True)
class Spread:
    """Whole-result answers of ours."""

    extra_mb: dict[str, float]  # by format and rows: peak of the worker's memory above idle
    first_byte_ms: dict[str, list[float]]  # by format, the quickest first


Costs = dict[str, Cost]  # by server


def in_turn(servers: dict[str, Server], rounds: int, once: Callable[[Server], Cost]) -> Costs:
    """Interleaved, so that a neighbour who comes and goes meets all alike."""
    taken: dict[str, list[Cost]] = {name: [] for name in servers}
    for _ in range(rounds):
        for name, server in servers.items():
            taken[name].append(once(server))
    return {name: middle(costs) for name, costs in taken.items()}


def middle(costs: list[Cost]) -> Cost:
    fields = ("per_second", "server", "postgres")
    return Cost(*(median(getattr(cost, field) for cost in costs) for field in fields))


def small(bench: Bench, server: Server, paths: list[str], seconds: float) -> Cost:
    client.hammer(server.address, paths, CONNECTIONS, seconds / 5)
    before = server.cpu_seconds(), bench.postgres_cpu_seconds()
    return _cost(bench, server, before, *client.hammer(server.address, paths, CONNECTIONS, seconds))


def large(bench: Bench, server: Server, path: str) -> Cost:
    before = server.cpu_seconds(), bench.postgres_cpu_seconds()
    seconds = client.seconds_for_all(server.address, path)
    return _cost(bench, server, before, 1, seconds)


def _cost(bench: Bench, server: Server, before: tuple[float, float], count: int, seconds: float) -> Cost:
    spent = server.cpu_seconds() - before[0], bench.postgres_cpu_seconds() - before[1]
    return Cost(count / seconds, *(part / count * 1e6 for part in spent))


def spread(asking: Asking, server: Server, idle_mb: float) -> Spread:
    """`idle_mb`: before the first whole-result answer, since memory that an answer took may stay with the process."""
    paths = {f"{format}, {asking.rows:,} rows": asking.whole(format) for format in FORMATS}
    if asking.is_large:
        paths |= {f"{format}, {BULK_ROWS:,} rows": asking.last(format) for format in FORMATS}
    extra = {name: peak_mb(server, path) - idle_mb for name, path in paths.items()}
    first = {
        format: sorted(client.seconds_to_first_byte(server.address, asking.whole(format)) * 1000 for _ in range(7))
        for format in FORMATS
    }
    return Spread(extra, first)


def peak_mb(server: Server, path: str) -> float:
    machine.forget_peak(server.worker)
    client.seconds_for_all(server.address, path)
    return machine.memory_mb(server.worker)[1]
