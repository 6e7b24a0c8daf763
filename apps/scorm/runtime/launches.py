"""Launches: permission to play one attempt, with the token of the launch URL (docs/contract/content-and-player.md).

The token is in the URL; only its hash is stored, and it is never logged. The first browser that starts the launch binds
it to a secret of its own: docs/decisions/0025.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from apps.scorm.models import Attempt, Launch, LaunchSession, Package, Sco, ScoState
from apps.scorm.runtime import limits
from apps.scorm.runtime.initial_data import StoredState, initial_cmi
from bright.secrets import keyed_hash, keyed_hashes

# Beacons may still arrive for so long after the learner or the content has ended the course.
LATE_BEACONS = timedelta(minutes=10)
# A commit moves `expires_at` only if that moves it by more than this: most commits need not write the launch.
EXTEND_BY = timedelta(minutes=1)
MAX_HELD = 3


# Launch.ended_by → the reason given for a refusal.
ENDINGS = {"": "ended", "exit": "ended", "expiry": "expired", "withdrawn": "withdrawn", "restarted": "restarted"}


class LaunchRefused(Exception):
    """`reason`: unknown, expired, ended, withdrawn, restarted, elsewhere, rate, or missing (the course's files)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class StartedSession:
    """One start of a SCO in one page load."""

    key: str  # sent with each commit
    sco: Sco
    cmi: dict[str, Any]  # what the SCO starts with
    attempt: Attempt | None = None  # if it has changed


def create_launch(attempt: Attempt, *, review: bool = False, exit_url: str = "") -> tuple[Launch, str]:
    """A new launch, and its URL, which is not stored. Raises ValueError if `exit_url` is not http or https.

    `review`: nothing is recorded. `exit_url`: where the player goes when the learner leaves the course.
    """
    if exit_url and urlsplit(exit_url).scheme not in ("http", "https"):
        raise ValueError("exit_url must begin with http:// or https://")
    token = secrets.token_urlsafe(24)
    launch = Launch.objects.create(
        attempt=attempt,
        token_hash=keyed_hash(token),
        review=review,
        exit_url=exit_url,
        expires_at=timezone.now() + settings.BRIGHT_LAUNCH_URL_LIFETIME,
    )
    return launch, f"{settings.BRIGHT_CONTENT_URL}/play/{token}/"


def get_launch(token: str) -> Launch:
    """The launch of this token, if commits may still be sent for it. Raises LaunchRefused."""
    return _get_launch(Launch.objects.all(), token)


def get_playable_launch(token: str) -> Launch:
    """The launch of this token, with its attempt and package, if it may still be played. Raises LaunchRefused."""
    launch = _get_launch(Launch.objects.select_related("attempt__package"), token)
    if launch.ended_at:
        raise LaunchRefused(ENDINGS[launch.ended_by])
    return launch


def _get_launch(rows: QuerySet[Launch], token: str) -> Launch:
    launch = rows.filter(token_hash__in=keyed_hashes(token)).first()
    if launch is None:
        raise LaunchRefused("unknown")
    if launch.expires_at <= timezone.now():
        raise LaunchRefused(ENDINGS[launch.ended_by] if launch.ended_at else "expired")
    return launch


def check_holder(launch: Launch, secrets_held: Sequence[str]) -> None:
    """Bind the launch to the browser that holds the first of these secrets, unless it is bound to one of them.

    Raises LaunchRefused (elsewhere). Hashed with the launch's id: what is stored does not tell who opened two launches.
    """
    held = [f"{launch.pk}:{secret}" for secret in secrets_held[:MAX_HELD]]
    if not launch.holder_hash and held:
        hash_ = keyed_hash(held[0])
        if Launch.objects.filter(pk=launch.pk, holder_hash="").update(holder_hash=hash_):
            return
        launch.refresh_from_db(fields=["holder_hash"])
    if launch.holder_hash and launch.holder_hash not in [hash_ for text in held for hash_ in keyed_hashes(text)]:
        raise LaunchRefused("elsewhere")


def start_session(launch: Launch) -> StartedSession:
    """Start a session of the launch's SCO; its commits win over those of earlier sessions.

    The caller reports the attempt (`send_attempt_committed`). Raises LaunchRefused (ended, missing, rate).
    """
    sco = sco_to_launch(launch.attempt.package)
    if launch.review:
        return StartedSession("review", sco, _initial_cmi(launch, sco))
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=launch.attempt_id)
        _record_access(launch, attempt, timezone.now())
        limits.prune(attempt)
        session = LaunchSession.objects.create(launch=launch, sco=sco)
        cmi = _initial_cmi(launch, sco)
    return StartedSession(session.key, sco, cmi, attempt)


def _record_access(launch: Launch, attempt: Attempt, now: datetime) -> None:
    """Record on launch and attempt that the learner is here. Only a launch's first session adds to `launch_count`."""
    if not limits.spend(attempt, now, commits=limits.START):
        raise LaunchRefused("rate")
    open_launch = Launch.objects.filter(pk=launch.pk, ended_at=None)
    is_first = open_launch.filter(opened_at=None).update(opened_at=now)
    if not open_launch.update(expires_at=Greatest("expires_at", now + settings.BRIGHT_LAUNCH_IDLE_LIFETIME)):
        raise LaunchRefused("ended")
    attempt.launch_count += is_first
    attempt.first_accessed_at = attempt.first_accessed_at or now
    attempt.last_accessed_at = max(attempt.last_accessed_at or now, now)
    attempt.revision += 1
    attempt.save()


def sco_to_launch(package: Package) -> Sco:
    """The first SCO, or the first asset of a package that has no SCO. Raises LaunchRefused (missing).

    There is no sequencing over several SCOs yet.
    """
    scos = list(package.scos.all())
    if not scos:
        raise LaunchRefused("missing")
    return next((sco for sco in scos if sco.kind == "sco"), scos[0])


def _initial_cmi(launch: Launch, sco: Sco) -> dict[str, Any]:
    attempt = launch.attempt
    state = ScoState.objects.filter(attempt=attempt, sco=sco).first()
    stored = StoredState(state.cmi, state.seconds, state.completion == "complete", state.finished) if state else None
    learner = (attempt.learner_id, attempt.learner_name)
    return initial_cmi(attempt.package.standard, sco, learner, stored, review=launch.review)


def end_launch(launch: Launch) -> Attempt:
    """The learner has left with the player's Exit button. Returns the attempt, for the caller to report."""
    now = timezone.now()
    Launch.objects.filter(pk=launch.pk, ended_at=None).update(
        ended_at=now, ended_by="exit", expires_at=Least("expires_at", now + LATE_BEACONS)
    )
    return launch.attempt


def extend(launch: Launch, session: LaunchSession, now: datetime) -> None:
    """After a commit of this session: move `expires_at` to 12 hours from now, never back, since clocks may be wrong.

    Once the content has finished, to 10 minutes from now, unless a later page load is open: a beacon of the page that
    it replaced may arrive late.
    """
    later = LaunchSession.objects.filter(launch=launch.pk, pk__gt=session.pk, ended_at=None)
    until = now + settings.BRIGHT_LAUNCH_IDLE_LIFETIME
    if session.ended_by == "finish" and not later.exists():
        ends: Least | Greatest = Least("expires_at", now + LATE_BEACONS)
    elif until - launch.expires_at > EXTEND_BY:
        ends = Greatest("expires_at", until)
    else:
        return
    Launch.objects.filter(pk=launch.pk, ended_at=None).update(expires_at=ends)


def expired_launches() -> QuerySet[Launch]:
    return Launch.objects.filter(ended_at=None, expires_at__lt=timezone.now())


def end_expired(pks: Iterable[int]) -> int:
    """End expired launches, as of when they were last seen; those never opened, as of when their URL expired."""
    seen = LaunchSession.objects.filter(launch=OuterRef("pk")).order_by("-last_seen_at").values("last_seen_at")[:1]
    return (
        expired_launches()
        .filter(pk__in=pks)
        .update(ended_at=Coalesce(Subquery(seen), F("expires_at")), ended_by="expiry", updated_at=timezone.now())
    )


def exits(pks: Iterable[int]) -> dict[int, datetime | None]:
    """When the learner left each of these launches: None while a page of it is open. Unknown ones are left out.

    A learner who closed the tab has left once its session has ended by silence, and has not if the page comes back.
    """
    rows = Launch.objects.filter(pk__in=pks).annotate(
        is_open=Exists(LaunchSession.objects.filter(launch=OuterRef("pk"), ended_at=None)),
        last_ended_at=Max("sessions__ended_at"),
    )
    values = rows.values_list("pk", "ended_at", "is_open", "last_ended_at")
    return {pk: ended or (None if is_open else last) for pk, ended, is_open, last in values}
