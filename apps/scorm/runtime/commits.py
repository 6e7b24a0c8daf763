"""What the browser sent → what we keep (runtime-and-dispatch.md, section 5). Durable first, then reported.

Commits are ordered by (session id, sequence): within a session by sequence, and a later session beats an earlier one.
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
from apps.scorm.runtime import launching, rollup
from apps.scorm.runtime.attempts import announce

MAX_BYTES = 2 * 1024 * 1024
MAX_SEQUENCE = 2**31 - 1
# Far above what content does that commits after every value; a loop gone wild is slowed down.
RATE, RATE_WINDOW = 1200, timedelta(minutes=1)
# The database's JSON holds no NUL and no half of a surrogate pair, which content makes when it cuts text short.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class CommitRefused(Exception):
    """`status` is the HTTP status, `code` SCORM's error code, which the content gets to see."""

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
    trimmed: bool  # holds only some of the elements of cmi; the others are as they were
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
        raise CommitRefused(400, 101, "a commit is not what the player sends") from None


def _refuse_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    return value if abs(value) != float("inf") else _refuse_number(digits)


def _typed(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
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
        return {_storable(name): _storable(each) for name, each in value.items()}
    return [_storable(each) for each in value] if isinstance(value, list) else value


def record(launch: Launch, commit: Commit) -> None:
    """Keep a commit and what follows from it; a repeated one changes nothing. Raises CommitRefused (404, 429).

    Returns once the commit is durable; what it means for the registration is reported then, and swept if that fails.
    """
    if launch.review:
        return
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=launch.attempt_id)
        session = _session(launch, commit)
        if session.commits.filter(sequence=commit.sequence).exists():
            return
        _take_in(attempt, session, commit, timezone.now())
        launching.keep(launch, finished=session.ended_by == "finish")
    announce(attempt)


def are_on_their_way(launch: Launch, body: bytes) -> bool:
    """Whether commits of an earlier page of this launch are missing: `{"after": {"session": …, "sequences": […]}}`.

    A reload asks for its data before the beacons of the page that it replaces have arrived.
    """
    try:
        after = json.loads(body)["after"]
        key, sequences = _typed(after["session"], str), {_sequence(each) for each in after["sequences"][:20]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    session = launch.sessions.filter(key=UNSTORABLE.sub("", key)).first()
    return session is not None and session.commits.filter(sequence__in=sequences).count() < len(sequences)


def _session(launch: Launch, commit: Commit) -> LaunchSession:
    session = launch.sessions.filter(key=UNSTORABLE.sub("", commit.session_key)).select_related("sco__package").first()
    if session is None:
        raise CommitRefused(404, 101, "a commit names a session that its launch did not open")
    if session.commits.filter(received_at__gt=timezone.now() - RATE_WINDOW).count() >= RATE:
        raise CommitRefused(429, 101, "a session commits too often")
    return session


def _take_in(attempt: Attempt, session: LaunchSession, commit: Commit, now: datetime) -> None:
    state = ScoState.objects.filter(attempt=attempt, sco=session.sco).first() or ScoState(
        attempt=attempt, sco=session.sco, last_session=session
    )
    cmi = _succeed(state, session, commit)
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
    _see(session, commit, now)
    if cmi is not None:
        state.cmi, state.finished = cmi, session.ended_by == "finish"
        state.last_session, state.last_sequence = session, max(session.last_sequence, commit.sequence)
    settle(attempt, state, now)


def _succeed(state: ScoState, session: LaunchSession, commit: Commit) -> dict[str, Any] | None:
    """The SCO's data with this commit taken over; None if the commit is too old to matter."""
    if state.last_session_id and state.last_session_id > session.pk:
        return None
    if commit.sequence > session.last_sequence:
        return {**state.cmi, **commit.cmi} if commit.trimmed else commit.cmi
    return _fill_in(state, session, commit)


def _fill_in(state: ScoState, session: LaunchSession, late: Commit) -> dict[str, Any] | None:
    """Closing beacons arrive swapped. What trimmed ones left out, an older one that comes after them still says."""
    newer = list(session.commits.filter(sequence__gt=late.sequence, accepted=True).order_by("sequence"))
    if not all(commit.trimmed for commit in newer):
        return None
    cmi = {**state.cmi, **late.cmi}
    for commit in newer:
        cmi.update(logged_cmi(commit))
    return cmi


def logged_cmi(commit: CommitLog) -> dict[str, Any]:
    return parse(zlib.decompress(commit.body)).cmi


def _see(session: LaunchSession, commit: Commit, now: datetime) -> None:
    """What the session itself learns: that it is alive, how long it has taken, whether it has ended."""
    session.last_seen_at = now
    session.last_sequence = max(session.last_sequence, commit.sequence)
    if commit.final:
        session.ended_at, session.ended_by = now, "finish"
    elif session.ended_by == "silence":
        session.ended_at, session.ended_by = None, ""
    count_time(session, commit.cmi, now, ended=commit.final)
    session.save()


def count_time(session: LaunchSession, cmi: Mapping[str, Any], until: datetime, *, ended: bool) -> None:
    """Set the session's seconds from what its content claims and what really passed; they never shrink."""
    claimed = rollup.session_seconds(session.sco.package.standard, cmi)
    elapsed = max((until - session.started_at).total_seconds(), 0.0)
    session.seconds = max(session.seconds, rollup.credible_seconds(claimed, elapsed, ended=ended))


def settle(attempt: Attempt, state: ScoState, now: datetime) -> None:
    """Save the SCO's state and what follows from it for the attempt, which the caller has locked."""
    found = rollup.read(state.sco.package.standard, state.cmi, final=state.finished)
    _put(state, rollup.hold(_result(state), found))
    sessions = LaunchSession.objects.filter(launch__attempt=attempt, sco=state.sco)
    state.seconds = sessions.aggregate(total=Sum("seconds"))["total"] or 0.0
    state.save()
    _settle_attempt(attempt, now)


def complete_asset(launch: Launch, sco: Sco) -> None:
    """An asset never says a word: it is complete once it was opened."""
    if launch.review:
        return
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=launch.attempt_id)
        state = ScoState.objects.filter(attempt=attempt, sco=sco).first() or ScoState(attempt=attempt, sco=sco)
        state.completion = "complete"
        settle(attempt, state, timezone.now())
    announce(attempt)


def _settle_attempt(attempt: Attempt, now: datetime) -> None:
    states = {state.sco_id: state for state in attempt.states.all()}
    scos = attempt.package.scos.filter(kind="sco").values_list("pk", flat=True)
    results = [_result(states[pk]) if pk in states else rollup.Result() for pk in scos or states]
    _put(attempt, rollup.hold(_result(attempt), rollup.roll_up(results)))
    attempt.seconds = max(attempt.seconds, sum(state.seconds for state in states.values()))
    attempt.last_accessed_at = max(attempt.last_accessed_at or now, now)
    if attempt.completion == "complete":
        attempt.completed_at = attempt.completed_at or now
    attempt.revision += 1
    attempt.save()


def _result(kept: ScoState | Attempt) -> rollup.Result:
    return rollup.Result(kept.completion, kept.success, kept.score)


def _put(kept: ScoState | Attempt, result: rollup.Result) -> None:
    kept.completion, kept.success, kept.score = result.completion, result.success, result.score
