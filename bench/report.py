"""The targets of performance.md, and what was measured beside them. Missed ones first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from bench.measure import Cost, Costs, Spread

MEMORY_MB, FIRST_BYTE_MS = 32, 20


@dataclass(frozen=True)
class Finding:
    """One target: what was reached, and how to read it."""

    target: str
    reached: bool
    sentence: str
    figures: list[str] = field(default_factory=list)
    path: str = ""  # of a request to profile if the target is missed
    profiled: int = 0  # times


def ratios(target: str, what: str, costs: Costs, of_limit: float, times_drf: float, **profile) -> Finding:
    """A target on what one request costs beside the limit's and plain DRF's."""
    limit, drf = costs["limit"].cpu / costs["ours"].cpu, costs["DRF"].cpu / costs["ours"].cpu
    sentence = f"{what}: {limit:.2f} × the limit (≥ {of_limit}), {drf:.1f} × plain DRF (≥ {times_drf:g})"
    figures = [_figures(name, cost, costs["ours"]) for name, cost in costs.items()]
    return Finding(target, limit >= of_limit and drf >= times_drf, sentence, figures, **profile)


def _figures(name: str, cost: Cost, ours: Cost) -> str:
    rate = f"{cost.per_second:10,.2f} answers/s" if cost.per_second < 10 else f"{cost.per_second:10,.0f} answers/s"
    beside = "" if cost is ours else f"   ours: {ours.per_second / cost.per_second:.2f} × the answers/s"
    return f"{name:6} CPU µs an answer: server {cost.server:12,.0f}, PostgreSQL {cost.postgres:11,.0f}   {rate}{beside}"


def memory(measured: Spread, path: str) -> Finding:
    most = max(measured.extra_mb.values())
    sentence = f"memory of a whole-result answer: idle + {most:.0f} MB at most (≤ {MEMORY_MB})"
    figures = [f"{name}: + {extra:.1f} MB" for name, extra in measured.extra_mb.items()]
    return Finding("P9", most <= MEMORY_MB, sentence, figures, path, 1)


def first_byte(measured: Spread, path: str) -> Finding:
    """The quickest of several answers decides: it is the one that neighbours on the machine disturbed least."""
    latest = max(ms[0] for ms in measured.first_byte_ms.values())
    sentence = f"first byte of a whole-result answer: {latest:.1f} ms in the slowest format (≤ {FIRST_BYTE_MS})"
    figures = [
        f"{format}: {ms[0]:.1f} ms, the middle one of {len(ms)} answers {median(ms):.1f} ms"
        for format, ms in measured.first_byte_ms.items()
    ]
    return Finding("P10", latest <= FIRST_BYTE_MS, sentence, figures, path, 1)


def written(findings: list[Finding], profile: Callable[[Finding], str]) -> str:
    """The whole report. `profile` is asked about missed targets only."""
    lines: list[str] = []
    for finding in sorted(findings, key=lambda finding: finding.reached):
        lines += [f"{'reached' if finding.reached else 'MISSED '}  {finding.target:4} {finding.sentence}"]
        lines += [f"              {figures}" for figures in finding.figures]
        if not finding.reached:
            lines += [f"              {line}".rstrip() for line in profile(finding).splitlines()]
        lines.append("")
    missed = [finding.target for finding in findings if not finding.reached]
    lines.append(f"Missed: {', '.join(missed)}." if missed else "All targets that are measured here are reached.")
    return "\n".join(lines)
