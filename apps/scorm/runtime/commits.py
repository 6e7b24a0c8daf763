"""What the browser sends → what is stored. Stored durably first, then reported.

See docs/contract/content-and-player.md, "Commits".

Commits are ordered by (session id, sequence): within a session by sequence, and a later session wins over an earlier.
"""

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.scorm.models import Attempt, CommitLog, Launch, LaunchSession, ScoState
from apps.scorm.runtime import launches, limits, results, rollup

MAX_BYTES = 2 * 1024 * 1024
# Of a SCO's stored data. Trimmed commits add to it; whole ones can't reach this.
MAX_STORED = 2 * MAX_BYTES
MAX_SEQUENCE = 2**31 - 1
# jsonb holds no NUL and no lone surrogate; content makes lone surrogates by cutting text in the middle of a pair.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class CommitRefused(Exception):
    """`status` is the HTTP status; `reason` (malformed, too-large, session, rate, origin) is for the player."""

    def __init__(self, status: int, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.reason = status, reason


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
        raise CommitRefused(400, "malformed", "the body is not a commit as the player sends it") from None


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


def record(launch: Launch, commit: Commit) -> Attempt | None:
    """Store a commit and its effect on the attempt; a repeated one changes nothing.

    Returns the attempt if it has changed. The caller reports it (`send_attempt_committed`) after it has answered; if
    that fails, a task does. Raises CommitRefused (404, 413, 429). Once this returns, the commit is durable.
    """
    if launch.review:
        return None
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=launch.attempt_id)
        session, is_known = _session(launch, commit)
        if is_known:
            return None
        now = timezone.now()
        if not limits.spend(attempt, now, commits=1, size=len(commit.body)):
            raise CommitRefused(429, "rate", "its registration sends too much")
        _store(attempt, session, commit, now)
        launches.extend(launch, session, now)
        if attempt.revision % limits.PRUNE_EVERY == 0:
            limits.prune(attempt)
    return attempt


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
    if session is None:
        return False
    expected = {number for number in sequences if number > session.pruned_sequence}
    return session.commits.filter(sequence__in=expected).count() < len(expected)


def _session(launch: Launch, commit: Commit) -> tuple[LaunchSession, bool]:
    """The commit's session, and whether it has this commit already, or had it before its log was pruned."""
    is_logged = Exists(CommitLog.objects.filter(session=OuterRef("pk"), sequence=commit.sequence))
    rows = with_other_seconds(launch.sessions).filter(key=UNSTORABLE.sub("", commit.session_key))
    session = rows.annotate(is_logged=is_logged).first()
    if session is None:
        raise CommitRefused(404, "session", "it names a session that this launch did not start")
    return session, session.is_logged or commit.sequence <= session.pruned_sequence


def with_other_seconds(sessions: Any) -> QuerySet[LaunchSession]:
    """Sessions with their SCO and package, and `other_seconds`: the sum of the SCO's other sessions in the attempt."""
    others = LaunchSession.objects.filter(launch__attempt=OuterRef("launch__attempt"), sco=OuterRef("sco"))
    total = others.exclude(pk=OuterRef("pk")).order_by().values("sco").annotate(total=Sum("seconds")).values("total")
    rows = sessions.select_related("sco__package").defer("sco__package__manifest", "sco__package__warnings")
    return rows.annotate(other_seconds=Coalesce(Subquery(total), 0.0))


def _store(attempt: Attempt, session: LaunchSession, commit: Commit, now: datetime) -> None:
    state = ScoState.objects.filter(attempt=attempt, sco=session.sco).first() or ScoState(
        attempt=attempt, sco=session.sco, last_session=session
    )
    state.sco = session.sco  # with its package
    cmi = _merged_cmi(state, session, commit)
    if commit.trimmed and cmi is not None and len(json.dumps(cmi)) > MAX_STORED:
        raise CommitRefused(413, "too-large", "with it, the data of its SCO exceed 4 MiB")
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
    results.save_result(attempt, state, now, seconds=_total_seconds(session))


def _total_seconds(session: LaunchSession) -> float:
    return session.other_seconds + session.seconds  # type: ignore[attr-defined]


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


def end_silent(attempt: Attempt, session: LaunchSession) -> None:
    """End a session (of `with_other_seconds`) when it was last seen. The caller has locked the attempt."""
    last = session.commits.filter(accepted=True).order_by("sequence").last()
    if last or not session.pruned_sequence:  # otherwise the log has lost the claim that `seconds` was set from
        update_seconds(session, logged_cmi(last) if last else {}, session.last_seen_at, ended=True)
    session.ended_at, session.ended_by = session.last_seen_at, "silence"
    session.save()
    state = ScoState.objects.filter(attempt=attempt, sco=session.sco).first()
    if state:
        state.sco = session.sco
        results.save_result(attempt, state, session.last_seen_at, seconds=_total_seconds(session))
