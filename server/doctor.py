"""`bright doctor`: checks every part of the running system, and says what to do in one sentence each.

Import it only after django.setup(). The checks (server/health_checks.py) run at the same time, each in its own thread,
with a limit of three seconds. A check that raises or takes longer counts as failed.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from queue import Empty, SimpleQueue

from django.db import DatabaseError, ProgrammingError, connection
from kombu.exceptions import OperationalError as BrokerError

from server.health_checks import CHECKS, FAIL, HealthCheck, Outcome, load_celery

SECONDS = 3.0


@dataclass(frozen=True)
class HealthCheckResult:
    """What a check says about one part of the system. The field names are those of the JSON output."""

    part: str
    state: str  # ok, warn, FAIL
    sentence: str


def run_checks() -> list[HealthCheckResult]:
    """Run all checks; the results are in the order of CHECKS. Takes SECONDS at most."""
    load_celery()
    outcomes: list[SimpleQueue[Outcome]] = [SimpleQueue() for _ in CHECKS]
    deadline = time.monotonic() + SECONDS
    for check, outcome in zip(CHECKS, outcomes, strict=True):
        # Daemon threads: a check that hangs must not keep the process alive.
        threading.Thread(target=_run, args=(check.run, outcome), daemon=True).start()
    return [_result(check, outcome, deadline) for check, outcome in zip(CHECKS, outcomes, strict=True)]


def as_json(results: list[HealthCheckResult]) -> dict[str, object]:
    return {"healthy": is_healthy(results), "parts": [asdict(result) for result in results]}


def is_healthy(results: list[HealthCheckResult]) -> bool:
    return all(result.state != FAIL for result in results)


def _run(check: Callable[[], Outcome], outcome: "SimpleQueue[Outcome]") -> None:
    try:
        outcome.put(check())
    except ProgrammingError as error:
        outcome.put((FAIL, f"The database is not up to date ({_line(error)}): run `bright migrate`."))
    except DatabaseError as error:
        outcome.put((FAIL, f"The database does not answer ({_line(error)}): start it, or correct DATABASE_URL."))
    except (BrokerError, OSError) as error:
        outcome.put((FAIL, f"The broker does not answer ({_line(error)}): start it, or correct BROKER_URL."))
    except Exception as error:  # a bug of ours; the other checks still count
        reason = f"{type(error).__name__}: {_line(error)}"
        outcome.put((FAIL, f"This check failed ({reason}): report it to the developers."))
    finally:
        connection.close()


def _result(check: HealthCheck, outcome: "SimpleQueue[Outcome]", deadline: float) -> HealthCheckResult:
    try:
        state, sentence = outcome.get(timeout=max(deadline - time.monotonic(), 0.01))
    except Empty:
        state, sentence = FAIL, f"There was no answer within {SECONDS:.0f} seconds: {check.on_timeout}."
    return HealthCheckResult(check.part, state, sentence)


def _line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
