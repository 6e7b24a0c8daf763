"""`bright doctor`: looks at every part as it now runs, and says in one sentence each what to do.

Import it only once Django is set up. Each check (server/health_checks.py) runs in a thread of its own, all at
the same time, and has three seconds; one that can't tell is a failure, since what can't be told can't be relied on.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from queue import Empty, SimpleQueue

from django.db import DatabaseError, ProgrammingError, connection
from kombu.exceptions import OperationalError as BrokerError

from server.health_checks import CHECKS, FAIL, Check, Verdict, load_celery

SECONDS = 3.0


@dataclass(frozen=True)
class Finding:
    part: str
    state: str  # ok, warn, FAIL
    sentence: str


def examine() -> list[Finding]:
    """Every part, in reading order."""
    load_celery()
    answers: list[SimpleQueue[Verdict]] = [SimpleQueue() for _ in CHECKS]
    deadline = time.monotonic() + SECONDS
    for check, answer in zip(CHECKS, answers, strict=True):
        # A daemon: one that hangs must not keep the process.
        threading.Thread(target=_run, args=(check.look, answer), daemon=True).start()
    return [_finding(check, answer, deadline) for check, answer in zip(CHECKS, answers, strict=True)]


def as_json(findings: list[Finding]) -> dict[str, object]:
    return {"healthy": is_healthy(findings), "parts": [asdict(finding) for finding in findings]}


def is_healthy(findings: list[Finding]) -> bool:
    return all(finding.state != FAIL for finding in findings)


def _run(look: Callable[[], Verdict], answer: "SimpleQueue[Verdict]") -> None:
    try:
        answer.put(look())
    except ProgrammingError as error:
        answer.put((FAIL, f"The database is not up to date ({_line(error)}): run `bright migrate`."))
    except DatabaseError as error:
        answer.put((FAIL, f"The database gives no answer ({_line(error)}): start it, or correct DATABASE_URL."))
    except (BrokerError, OSError) as error:
        answer.put((FAIL, f"The broker gives no answer ({_line(error)}): start it, or correct BROKER_URL."))
    except Exception as error:  # ours to mend; the other parts are still worth their lines
        answer.put(
            (FAIL, f"This could not be looked at ({type(error).__name__}: {_line(error)}); tell the developers.")
        )
    finally:
        connection.close()


def _finding(check: Check, answer: "SimpleQueue[Verdict]", deadline: float) -> Finding:
    try:
        state, sentence = answer.get(timeout=max(deadline - time.monotonic(), 0.01))
    except Empty:
        state, sentence = FAIL, f"There was no answer within {SECONDS:.0f} seconds: {check.if_it_hangs}."
    return Finding(check.part, state, sentence)


def _line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
