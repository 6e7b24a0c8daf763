"""How much one registration may send, and how much of that is kept (docs/contract/content-and-player.md, "Limits").

A launch belongs to one registration, and a session to one launch: neither can exceed what is counted here.
"""

from datetime import datetime, timedelta

from django.db.models.functions import Length

from apps.scorm.models import Attempt, CommitLog, LaunchSession

# Far above what content sends that commits after every value; stops one that loops.
WINDOW = timedelta(minutes=1)
MAX_COMMITS, MAX_BYTES = 1200, 64 * 1024 * 1024
START = 20  # what starting a session counts, in commits
# Of each attempt's log. A commit is needed there only until a newer whole one is stored.
KEPT_COMMITS, KEPT_BYTES = 50, 8 * 1024 * 1024
PRUNE_EVERY = 10  # commits; a start prunes, too


def spend(attempt: Attempt, now: datetime, *, commits: int, size: int = 0) -> bool:
    """Count what has come in; False if it is too much for this minute. The caller has locked the attempt, and saves it.

    `size`: bytes.
    """
    if attempt.window_started_at is None or not attempt.window_started_at <= now < attempt.window_started_at + WINDOW:
        attempt.window_started_at, attempt.window_commits, attempt.window_bytes = now, 0, 0
    attempt.window_commits += commits
    attempt.window_bytes += size
    return attempt.window_commits <= MAX_COMMITS and attempt.window_bytes <= MAX_BYTES


def prune(attempt: Attempt) -> None:
    """Delete what exceeds the attempt's log, oldest first. The caller has locked the attempt."""
    logged = CommitLog.objects.filter(session__launch__attempt=attempt).order_by("-pk")
    kept_bytes, dropped = 0, []
    pruned: dict[int, int] = {}
    for rank, (pk, session_id, sequence, size) in enumerate(
        logged.values_list("pk", "session_id", "sequence", Length("body"))
    ):
        kept_bytes += size
        if rank >= KEPT_COMMITS or kept_bytes > KEPT_BYTES:
            dropped.append(pk)
            pruned[session_id] = max(pruned.get(session_id, 0), sequence)
    CommitLog.objects.filter(pk__in=dropped).delete()
    for session_id, sequence in pruned.items():
        LaunchSession.objects.filter(pk=session_id, pruned_sequence__lt=sequence).update(pruned_sequence=sequence)
