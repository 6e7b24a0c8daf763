"""Rounds of load on each server in turn, and their medians.

The CPU time of the server's processes and of PostgreSQL is compared, since responses per second depend on what else
runs on the machine.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench import client, machine
from bench.servers import Bench, Server
from bench.workload import BULK_ROWS, Workload

CONNECTIONS = 8
FORMATS = ("json", "xml", "csv")


@dataclass(frozen=True)
class Cost:
    """The cost of one request."""

    per_second: float
    server: float  # µs of CPU
    postgres: float  # µs of CPU

    @property
    def cpu(self) -> float:
        return self.server + self.postgres


@dataclass(frozen=True)
class WholeResults:
    """Figures of our whole-result responses."""

    extra_mb: dict[str, float]  # by format and rows: peak of the worker's memory above idle
    first_byte_ms: dict[str, list[float]]  # by format, the fastest first


Costs = dict[str, Cost]  # by server


def interleaved(servers: dict[str, Server], rounds: int, once: Callable[[Server], Cost]) -> Costs:
    """Measure the servers alternately, so that other load on the machine affects all of them."""
    taken: dict[str, list[Cost]] = {name: [] for name in servers}
    for _ in range(rounds):
        for name, server in servers.items():
            taken[name].append(once(server))
    return {name: median_cost(costs) for name, costs in taken.items()}


def median_cost(costs: list[Cost]) -> Cost:
    fields = ("per_second", "server", "postgres")
    return Cost(*(median(getattr(cost, field) for cost in costs) for field in fields))


def small_requests(bench: Bench, server: Server, paths: list[str], seconds: float) -> Cost:
    client.run_load(server.address, paths, CONNECTIONS, seconds / 5)
    before = server.cpu_seconds(), bench.postgres_cpu_seconds()
    return _cost(bench, server, before, *client.run_load(server.address, paths, CONNECTIONS, seconds))


def large_response(bench: Bench, server: Server, path: str) -> Cost:
    before = server.cpu_seconds(), bench.postgres_cpu_seconds()
    seconds = client.seconds_to_read(server.address, path)
    return _cost(bench, server, before, 1, seconds)


def _cost(bench: Bench, server: Server, before: tuple[float, float], count: int, seconds: float) -> Cost:
    spent = server.cpu_seconds() - before[0], bench.postgres_cpu_seconds() - before[1]
    return Cost(count / seconds, *(part / count * 1e6 for part in spent))


def whole_results(workload: Workload, server: Server, idle_mb: float) -> WholeResults:
    """`idle_mb`: memory before the first whole-result response, since a process may keep memory that it has used."""
    paths = {f"{format}, {workload.rows:,} rows": workload.whole(format) for format in FORMATS}
    if workload.is_large:
        paths |= {f"{format}, {BULK_ROWS:,} rows": workload.last(format) for format in FORMATS}
    extra = {name: peak_mb(server, path) - idle_mb for name, path in paths.items()}
    first = {
        format: sorted(client.seconds_to_first_byte(server.address, workload.whole(format)) * 1000 for _ in range(7))
        for format in FORMATS
    }
    return WholeResults(extra, first)


def peak_mb(server: Server, path: str) -> float:
    machine.reset_peak_memory(server.worker)
    client.seconds_to_read(server.address, path)
    return machine.memory_mb(server.worker)[1]
