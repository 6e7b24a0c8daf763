"""The targets of docs/contract/performance.md and the measured figures, missed targets first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from bench.measure import Cost, Costs, WholeResults

MEMORY_MB, FIRST_BYTE_MS = 32, 20


@dataclass(frozen=True)
class Finding:
    """One target, and what was measured."""

    target: str
    reached: bool
    summary: str
    figures: list[str] = field(default_factory=list)
    path: str = ""  # of a request to profile if the target is missed
    profiled: int = 0  # times


def ratios(target: str, what: str, costs: Costs, of_limit: float, times_drf: float, **profile) -> Finding:
    """A target for the cost of one request, relative to the limit and to plain DRF."""
    limit, drf = costs["limit"].cpu / costs["ours"].cpu, costs["DRF"].cpu / costs["ours"].cpu
    summary = f"{what}: {limit:.2f} × the limit (≥ {of_limit}), {drf:.1f} × plain DRF (≥ {times_drf:g})"
    figures = [_figures(name, cost, costs["ours"]) for name, cost in costs.items()]
    return Finding(target, limit >= of_limit and drf >= times_drf, summary, figures, **profile)


def _figures(name: str, cost: Cost, ours: Cost) -> str:
    rate = f"{cost.per_second:10,.2f} responses/s" if cost.per_second < 10 else f"{cost.per_second:10,.0f} responses/s"
    beside = "" if cost is ours else f"   ours: {ours.per_second / cost.per_second:.2f} × the responses/s"
    return (
        f"{name:6} CPU µs per response: server {cost.server:12,.0f}, PostgreSQL {cost.postgres:11,.0f}   {rate}{beside}"
    )


def memory(measured: WholeResults, path: str) -> Finding:
    most = max(measured.extra_mb.values())
    summary = f"memory of a whole-result response: idle + {most:.0f} MB at most (≤ {MEMORY_MB})"
    figures = [f"{name}: + {extra:.1f} MB" for name, extra in measured.extra_mb.items()]
    return Finding("P9", most <= MEMORY_MB, summary, figures, path, 1)


def first_byte(measured: WholeResults, path: str) -> Finding:
    """The fastest of several responses counts, since other load on the machine disturbed it least."""
    latest = max(ms[0] for ms in measured.first_byte_ms.values())
    summary = f"first byte of a whole-result response: {latest:.1f} ms in the slowest format (≤ {FIRST_BYTE_MS})"
    figures = [
        f"{format}: {ms[0]:.1f} ms, median of {len(ms)} responses {median(ms):.1f} ms"
        for format, ms in measured.first_byte_ms.items()
    ]
    return Finding("P10", latest <= FIRST_BYTE_MS, summary, figures, path, 1)


def render(findings: list[Finding], profile: Callable[[Finding], str]) -> str:
    """The report as text. `profile` is called for missed targets only."""
    lines: list[str] = []
    for finding in sorted(findings, key=lambda finding: finding.reached):
        lines += [f"{'reached' if finding.reached else 'MISSED '}  {finding.target:4} {finding.summary}"]
        lines += [f"              {figures}" for figures in finding.figures]
        if not finding.reached:
            lines += [f"              {line}".rstrip() for line in profile(finding).splitlines()]
        lines.append("")
    missed = [finding.target for finding in findings if not finding.reached]
    lines.append(f"Missed: {', '.join(missed)}." if missed else "All targets measured here are reached.")
    return "\n".join(lines)
