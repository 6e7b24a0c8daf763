"""Launches: permission to play one attempt for anyone who has the token (docs/contract/content-and-player.md).

The token is the only credential on the content host. It is in the URL; only its hash is stored, and it is never logged.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from apps.scorm.models import Attempt, Launch, LaunchSession, Package, Sco, ScoState
from apps.scorm.runtime.attempts import send_attempt_committed
from apps.scorm.runtime.initial_data import StoredState, initial_cmi
from bright.secrets import keyed_hash, keyed_hashes

# Beacons may still arrive for so long after the learner or the content has ended the course.
LATE_BEACONS = timedelta(minutes=10)


class LaunchRefused(Exception):
    """`reason`: unknown, expired, ended, or missing (the course's files)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class StartedSession:
    """One start of a SCO in one page load."""

    key: str  # sent with each commit
    sco: Sco
    cmi: dict[str, Any]  # what the SCO starts with


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
    launch = Launch.objects.select_related("attempt__package").filter(token_hash__in=keyed_hashes(token)).first()
    if launch is None:
        raise LaunchRefused("unknown")
    if launch.expires_at <= timezone.now():
        raise LaunchRefused("ended" if launch.ended_at else "expired")
    return launch


def get_playable_launch(token: str) -> Launch:
    """The launch of this token, if it may still be played. Raises LaunchRefused."""
    launch = get_launch(token)
    if launch.ended_at:
        raise LaunchRefused("ended")
    return launch


def start_session(launch: Launch) -> StartedSession:
    """Start a session of the launch's SCO; its commits win over those of earlier sessions.

    Raises LaunchRefused (ended, missing).
    """
    sco = sco_to_launch(launch.attempt.package)
    if launch.review:
        return StartedSession("review", sco, _initial_cmi(launch, sco))
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=launch.attempt_id)
        _record_access(launch, attempt, timezone.now())
        session = LaunchSession.objects.create(launch=launch, sco=sco)
        cmi = _initial_cmi(launch, sco)
    send_attempt_committed(attempt)
    return StartedSession(session.key, sco, cmi)


def _record_access(launch: Launch, attempt: Attempt, now: datetime) -> None:
    """Record on launch and attempt that the learner is here. Only a launch's first session adds to `launch_count`."""
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


def end_launch(launch: Launch) -> None:
    """The learner has left with the player's Exit button."""
    now = timezone.now()
    Launch.objects.filter(pk=launch.pk, ended_at=None).update(
        ended_at=now, expires_at=Least("expires_at", now + LATE_BEACONS)
    )


def extend(session: LaunchSession) -> None:
    """After a commit of this session: move `expires_at` to 12 hours from now, never back, since clocks may be wrong.

    Once the content has finished, to 10 minutes from now, unless a later page load is open: a beacon of the page that
    it replaced may arrive late.
    """
    now = timezone.now()
    later = LaunchSession.objects.filter(launch=session.launch_id, pk__gt=session.pk, ended_at=None)
    ends: Least | Greatest = Greatest("expires_at", now + settings.BRIGHT_LAUNCH_IDLE_LIFETIME)
    if session.ended_by == "finish" and not later.exists():
        ends = Least("expires_at", now + LATE_BEACONS)
    Launch.objects.filter(pk=session.launch_id, ended_at=None).update(expires_at=ends)
