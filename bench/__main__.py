"""The whole bench, in a home of its own. Exit 1: the answers differ, so that nothing was timed."""

import json
import os
import sys
from functools import partial
from pathlib import Path

from bench import asking, machine, measure, report
from bench.asking import Asking
from bench.servers import Bench, Server, opened
from server.errors import OperatorError

RESULTS = Path(__file__).parent / "results"
ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))


def main() -> int:
    try:
        with opened() as bench:
            return run(bench)
    except OperatorError as failure:
        say(str(failure))
        return 1


def run(bench: Bench) -> int:
    say(f"Loading {ROWS:,} registrations …")
    asked = Asking(**json.loads(bench.python("bench.recipe", str(ROWS))))
    with bench.serving() as servers:
        findings = compared(bench, asked, servers)
    if not findings:
        return 1
    text = report.written(findings, partial(profile, bench))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "report.txt").write_text(text + "\n")
    say(f"\n{heading()}\n\n{text}\nAlso in {RESULTS / 'report.txt'}.")
    return 0


def compared(bench: Bench, asked: Asking, servers: dict[str, Server]) -> list[report.Finding]:
    """Empty if the answers differ."""
    ours = servers["ours"]
    for paths in (asked.point, asked.learner):
        measure.small(bench, ours, paths, SECONDS / 2)  # idle means: as small requests leave it
    idle_mb, _ = machine.memory_mb(ours.worker)
    say("P9 and P10: whole-result answers as JSON, XML, CSV …")
    spread = measure.spread(asked, ours, idle_mb)
    say("Comparing the answers …")
    wrong = list(asking.differences(asked, {name: server.address for name, server in servers.items()}))
    if wrong:
        say("The answers differ, so nothing is compared:\n" + "\n".join(wrong))
        return []
    return [*timed(bench, asked, servers), report.memory(spread, asked.last()), report.first_byte(spread, asked.last())]


def timed(bench: Bench, asked: Asking, servers: dict[str, Server]) -> list[report.Finding]:
    say(f"P1: {ROUNDS} rounds of {SECONDS:g} seconds for each server …")
    point = measure.in_turn(servers, ROUNDS, lambda server: measure.small(bench, server, asked.point, SECONDS))
    say("P4: the same …")
    learner = measure.in_turn(servers, ROUNDS, lambda server: measure.small(bench, server, asked.learner, SECONDS))
    say(f"P6: {ROUNDS} rounds of one answer from each; plain DRF takes its time …")
    bulk = measure.in_turn(servers, ROUNDS, lambda server: measure.large(bench, server, asked.last()))
    rows = min(asked.rows, asking.BULK_ROWS)
    return [
        report.ratios("P1", "point lookup, JSON", point, 0.22, 10, path=asked.point[0], profiled=1000),
        report.ratios("P4", "a learner's 50 rows, JSON", learner, 0.6, 15, path=asked.learner[0], profiled=500),
        report.ratios("P6", f"{rows:,} rows, JSON", bulk, 1.0, 13, path=asked.last(), profiled=1),
    ]


def profile(bench: Bench, finding: report.Finding) -> str:
    """The costliest functions of the request, which are kept as a file, too."""
    text = bench.python("bench.profiles", str(finding.profiled), finding.path)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{finding.target}.txt").write_text(text)
    return text


def heading() -> str:
    return (
        f"{ROWS:,} registrations; gunicorn gthread, 1 worker, 4 threads, core {machine.SERVER_CORE}; client and"
        f" PostgreSQL on core {machine.OTHER_CORE}; medians of {ROUNDS} interleaved rounds;"
        f" load of the machine {os.getloadavg()[0]:.1f}.\n"
        "Ratios compare CPU time, server and PostgreSQL together; on a quiet machine answers/s say the same."
    )


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
