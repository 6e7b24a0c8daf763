"""What the browser sends → what is stored. Stored durably first, then reported.

See docs/contract/content-and-player.md, "Commits".

Commits are ordered by (session id, sequence): within a session by sequence, and a later session wins over an earlier.
"""

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from apps.scorm.models import Attempt, CommitLog, Launch, LaunchSession, Sco, ScoState
from apps.scorm.runtime import launches, rollup
from apps.scorm.runtime.attempts import send_attempt_committed

MAX_BYTES = 2 * 1024 * 1024
MAX_SEQUENCE = 2**31 - 1
# Commits per session. Far above what content sends that commits after every value; stops one that loops.
RATE, RATE_WINDOW = 1200, timedelta(minutes=1)
# jsonb holds no NUL and no lone surrogate; content makes lone surrogates by cutting text in the middle of a pair.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class CommitRefused(Exception):
    """`status` is the HTTP status; `code` is SCORM's error code, which the content gets."""

    def __init__(self, status: int, code: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.code = status, code


@dataclass(frozen=True)
class Commit:
    session_key: str
    sequence: int
    cmi: dict[str, Any]
    final: bool  # the content has finished
    snapshot: bool  # taken by the player when the page was hidden
    trimmed: bool  # holds only some elements of cmi; the others are unchanged
    body: bytes


def parse(body: bytes) -> Commit:
    """Raises CommitRefused (400)."""
    try:
        data = json.loads(body.decode("utf-8"), parse_constant=_refuse_number, parse_float=_finite)
        snapshot = data.get("snapshot") is True
        return Commit(
            session_key=_typed(data["session"], str),
            sequence=_sequence(data["commitSequence"]),
            cmi=_storable(_typed(data["runtimeData"]["cmi"], dict)),
            final=data.get("final") is True and not snapshot,
            snapshot=snapshot,
            trimmed=data.get("trimmed") is True,
            body=body,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise CommitRefused(400, 101, "the body is not a commit as the player sends it") from None


def _refuse_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    return value if abs(value) != float("inf") else _refuse_number(digits)


def _typed(value: Any, type_: type) -> Any:
    if not isinstance(value, type_):
        raise TypeError
    return value


def _sequence(value: Any) -> int:
    if type(value) is not int or not 0 < value <= MAX_SEQUENCE:
        raise ValueError
    return value


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_storable(name): _storable(item) for name, item in value.items()}
    return [_storable(item) for item in value] if isinstance(value, list) else value


def record(launch: Launch, commit: Commit) -> None:
    """Store a commit and its effect on the attempt; a repeated one changes nothing. Raises CommitRefused (404, 429).

    Once this returns, the commit is durable. The registration is updated after the transaction; if that fails, a
    task does it later.
    """
    if launch.review:
        return
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=launch.attempt_id)
        session = _session(launch, commit)
        if session.commits.filter(sequence=commit.sequence).exists():
            return
        _store(attempt, session, commit, timezone.now())
        launches.extend(session)
    send_attempt_committed(attempt)


def are_commits_missing(launch: Launch, body: bytes) -> bool:
    """Whether beacons of the previous page have not arrived yet. `body`: `{"after": {"session": …, "sequences": […]}}`.

    A reloaded page asks for its data before the last beacons of the page that it replaces have arrived.
    """
    try:
        after = json.loads(body)["after"]
        key, sequences = _typed(after["session"], str), {_sequence(number) for number in after["sequences"][:20]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    session = launch.sessions.filter(key=UNSTORABLE.sub("", key)).first()
    return session is not None and session.commits.filter(sequence__in=sequences).count() < len(sequences)


def _session(launch: Launch, commit: Commit) -> LaunchSession:
    session = launch.sessions.filter(key=UNSTORABLE.sub("", commit.session_key)).select_related("sco__package").first()
    if session is None:
        raise CommitRefused(404, 101, "it names a session that this launch did not start")
    if session.commits.filter(received_at__gt=timezone.now() - RATE_WINDOW).count() >= RATE:
        raise CommitRefused(429, 101, "its session commits too often")
    return session


def _store(attempt: Attempt, session: LaunchSession, commit: Commit, now: datetime) -> None:
    state = ScoState.objects.filter(attempt=attempt, sco=session.sco).first() or ScoState(
        attempt=attempt, sco=session.sco, last_session=session
    )
    cmi = _merged_cmi(state, session, commit)
    CommitLog.objects.create(
        session=session,
        sequence=commit.sequence,
        final=commit.final,
        snapshot=commit.snapshot,
        trimmed=commit.trimmed,
        accepted=cmi is not None,
        size=len(commit.body),
        body=zlib.compress(commit.body, 6),
    )
    _update_session(session, commit, now)
    if cmi is not None:
        state.cmi, state.finished = cmi, session.ended_by == "finish"
        state.last_session, state.last_sequence = session, max(session.last_sequence, commit.sequence)
    save_result(attempt, state, now)


def _merged_cmi(state: ScoState, session: LaunchSession, commit: Commit) -> dict[str, Any] | None:
    """The SCO's data with this commit applied; None if newer data makes the commit obsolete."""
    if state.last_session_id and state.last_session_id > session.pk:
        return None
    if commit.sequence > session.last_sequence:
        return {**state.cmi, **commit.cmi} if commit.trimmed else commit.cmi
    return _merge_late(state, session, commit)


def _merge_late(state: ScoState, session: LaunchSession, late: Commit) -> dict[str, Any] | None:
    """Beacons sent while a page closes may arrive out of order. A late commit fills in what newer, trimmed ones omit.

    None if one of the newer commits was whole.
    """
    newer = list(session.commits.filter(sequence__gt=late.sequence, accepted=True).order_by("sequence"))
    if not all(commit.trimmed for commit in newer):
        return None
    cmi = {**state.cmi, **late.cmi}
    for commit in newer:
        cmi.update(logged_cmi(commit))
    return cmi


def logged_cmi(commit: CommitLog) -> dict[str, Any]:
    return parse(zlib.decompress(commit.body)).cmi


def _update_session(session: LaunchSession, commit: Commit, now: datetime) -> None:
    """Update when the session was last seen, how long it has taken, and whether it has ended."""
    session.last_seen_at = now
    session.last_sequence = max(session.last_sequence, commit.sequence)
    if commit.final:
        session.ended_at, session.ended_by = now, "finish"
    elif session.ended_by in ("silence", "failed"):
        session.ended_at, session.ended_by = None, ""
    update_seconds(session, commit.cmi, now, ended=commit.final)
    session.save()


def update_seconds(session: LaunchSession, cmi: Mapping[str, Any], until: datetime, *, ended: bool) -> None:
    """Set the session's seconds from what its content claims and what really passed; they never shrink.

    The caller saves the session.
    """
    claimed = rollup.session_seconds(session.sco.package.standard, cmi)
    elapsed = max((until - session.started_at).total_seconds(), 0.0)
    session.seconds = max(session.seconds, rollup.credible_seconds(claimed, elapsed, ended=ended))


def save_result(attempt: Attempt, state: ScoState, now: datetime) -> None:
    """Save the SCO's state and roll it up to the attempt. The caller has locked the attempt."""
    result = rollup.read_result(state.sco.package.standard, state.cmi, final=state.finished)
    _set_result(state, rollup.merge(_result_of(state), result))
    sessions = LaunchSession.objects.filter(launch__attempt=attempt, sco=state.sco)
    state.seconds = sessions.aggregate(total=Sum("seconds"))["total"] or 0.0
    state.save()
    _roll_up(attempt, now)


def complete_asset(launch: Launch, sco: Sco) -> None:
    """Mark an asset as complete, since it was opened: assets never commit anything."""
    if launch.review:
        return
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=launch.attempt_id)
        state = ScoState.objects.filter(attempt=attempt, sco=sco).first() or ScoState(attempt=attempt, sco=sco)
        state.completion = "complete"
        save_result(attempt, state, timezone.now())
    send_attempt_committed(attempt)


def _roll_up(attempt: Attempt, now: datetime) -> None:
    states = {state.sco_id: state for state in attempt.states.all()}
    scos = attempt.package.scos.filter(kind="sco").values_list("pk", flat=True)
    results = [_result_of(states[pk]) if pk in states else rollup.RollupResult() for pk in scos or states]
    _set_result(attempt, rollup.merge(_result_of(attempt), rollup.roll_up(results)))
    attempt.seconds = max(attempt.seconds, sum(state.seconds for state in states.values()))
    attempt.last_accessed_at = max(attempt.last_accessed_at or now, now)
    if attempt.completion == "complete":
        attempt.completed_at = attempt.completed_at or now
    attempt.revision += 1
    attempt.save()


def _result_of(row: ScoState | Attempt) -> rollup.RollupResult:
    return rollup.RollupResult(row.completion, row.success, row.score)


def _set_result(row: ScoState | Attempt, result: rollup.RollupResult) -> None:
    row.completion, row.success, row.score = result.completion, result.success, result.score
