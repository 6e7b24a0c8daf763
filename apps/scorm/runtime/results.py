"""What is stored of a SCO's data → its result, and that of the attempt. The rules are in rollup.py."""

from datetime import datetime

from django.db import transaction
from django.db.models import FilteredRelation, Q
from django.utils import timezone

from apps.scorm.models import Attempt, Launch, Sco, ScoState
from apps.scorm.runtime import rollup


def save_result(attempt: Attempt, state: ScoState, now: datetime, *, seconds: float) -> None:
    """Save the SCO's state and roll it up to the attempt. The caller has locked the attempt.

    `seconds`: of all sessions of this SCO in the attempt.
    """
    result = rollup.read_result(state.sco.package.standard, state.cmi, final=state.finished)
    _set_result(state, rollup.merge(_result_of(state), result))
    state.seconds = seconds
    state.save()
    _roll_up(attempt, now)


def complete_asset(launch: Launch, sco: Sco) -> Attempt | None:
    """Mark an asset as complete, since it was opened: assets never commit anything. Returns the
    attempt, which the caller reports; None in a review."""
    if launch.review:
        return None
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=launch.attempt_id)
        state = ScoState.objects.filter(attempt=attempt, sco=sco).first() or ScoState(attempt=attempt, sco=sco)
        state.completion = "complete"
        save_result(attempt, state, timezone.now(), seconds=state.seconds)
    return attempt


def _roll_up(attempt: Attempt, now: datetime) -> None:
    """One statement reads what every SCO of the package has, without its CMI data."""
    mine = FilteredRelation("states", condition=Q(states__attempt=attempt))
    fields = ("completion", "success", "score", "seconds")
    rows = list(
        Sco.objects.filter(package_id=attempt.package_id)
        .annotate(mine=mine)
        .order_by("position")
        .values_list("kind", *(f"mine__{field}" for field in fields))
    )
    scos = [row for row in rows if row[0] == "sco"] or [row for row in rows if row[1] is not None]
    results = [rollup.RollupResult(*row[1:4]) if row[1] is not None else rollup.RollupResult() for row in scos]
    _set_result(attempt, rollup.merge(_result_of(attempt), rollup.roll_up(results)))
    attempt.seconds = max(attempt.seconds, sum(row[4] or 0.0 for row in rows))
    attempt.last_accessed_at = max(attempt.last_accessed_at or now, now)
    if attempt.completion == "complete":
        attempt.completed_at = attempt.completed_at or now
    attempt.revision += 1
    attempt.save()


def _result_of(row: ScoState | Attempt) -> rollup.RollupResult:
    return rollup.RollupResult(row.completion, row.success, row.score)


def _set_result(row: ScoState | Attempt, result: rollup.RollupResult) -> None:
    row.completion, row.success, row.score = result.completion, result.success, result.score
