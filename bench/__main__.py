"""Runs the bench in a temporary home. Exits with 1 if the servers' responses differ; then nothing is timed."""

import json
import os
import sys
from functools import partial
from pathlib import Path

from bench import machine, measure, report
from bench.servers import Bench, Server, open_bench
from bench.workload import BULK_ROWS, Workload, differences
from server.errors import OperatorError

RESULTS = Path(__file__).parent / "results"
ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))


def main() -> int:
    try:
        with open_bench() as bench:
            return run(bench)
    except OperatorError as error:
        log(str(error))
        return 1


def run(bench: Bench) -> int:
    log(f"Loading {ROWS:,} registrations …")
    workload = Workload(**json.loads(bench.python("bench.dataset", str(ROWS))))
    with bench.serving() as servers:
        findings = compared(bench, workload, servers)
    if not findings:
        return 1
    text = report.render(findings, partial(profile, bench))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "report.txt").write_text(text + "\n")
    log(f"\n{conditions()}\n\n{text}\nAlso in {RESULTS / 'report.txt'}.")
    return 0


def compared(bench: Bench, workload: Workload, servers: dict[str, Server]) -> list[report.Finding]:
    """Empty if the responses differ."""
    ours = servers["ours"]
    for paths in (workload.point, workload.learner):
        measure.small_requests(bench, ours, paths, SECONDS / 2)  # "idle" is the memory after small requests
    idle_mb, _ = machine.memory_mb(ours.worker)
    log("P9 and P10: whole-result responses as JSON, XML, CSV …")
    whole_results = measure.whole_results(workload, ours, idle_mb)
    log("Comparing the responses …")
    different = list(differences(workload, {name: server.address for name, server in servers.items()}))
    if different:
        log("The responses differ, so nothing is timed:\n" + "\n".join(different))
        return []
    return [
        *timed(bench, workload, servers),
        report.memory(whole_results, workload.last()),
        report.first_byte(whole_results, workload.last()),
    ]


def timed(bench: Bench, workload: Workload, servers: dict[str, Server]) -> list[report.Finding]:
    log(f"P1: {ROUNDS} rounds of {SECONDS:g} seconds for each server …")
    point = measure.interleaved(
        servers, ROUNDS, lambda server: measure.small_requests(bench, server, workload.point, SECONDS)
    )
    log("P4: the same …")
    learner = measure.interleaved(
        servers, ROUNDS, lambda server: measure.small_requests(bench, server, workload.learner, SECONDS)
    )
    log(f"P6: {ROUNDS} rounds of one response from each server; plain DRF is slow …")
    bulk = measure.interleaved(servers, ROUNDS, lambda server: measure.large_response(bench, server, workload.last()))
    rows = min(workload.rows, BULK_ROWS)
    return [
        report.ratios("P1", "point lookup, JSON", point, 0.22, 10, path=workload.point[0], profiled=1000),
        report.ratios("P4", "a learner's 50 rows, JSON", learner, 0.6, 15, path=workload.learner[0], profiled=500),
        report.ratios("P6", f"{rows:,} rows, JSON", bulk, 1.0, 13, path=workload.last(), profiled=1),
    ]


def profile(bench: Bench, finding: report.Finding) -> str:
    """The functions that take most time in this request; also written to a file."""
    text = bench.python("bench.profiles", str(finding.profiled), finding.path)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{finding.target}.txt").write_text(text)
    return text


def conditions() -> str:
    return (
        f"{ROWS:,} registrations; gunicorn gthread, 1 worker, 4 threads, core {machine.SERVER_CORE}; client and"
        f" PostgreSQL on core {machine.OTHER_CORE}; medians of {ROUNDS} interleaved rounds;"
        f" load of the machine {os.getloadavg()[0]:.1f}.\n"
        "Ratios compare the CPU time of server and PostgreSQL together; on an idle machine, responses/s have the same."
    )


def log(message: str) -> None:
    print(message, flush=True)


if __name__ == "__main__":
    sys.exit(main())
