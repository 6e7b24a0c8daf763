"""Launches: a grant to play one attempt once, its token, and its life (runtime-and-dispatch.md, section 8).

The token is the only credential on the content host. It is in the URL, stored hashed, and never logged.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.scorm.models import Attempt, Launch, LaunchSession, Package, Sco, ScoState
from apps.scorm.runtime.attempts import announce
from apps.scorm.runtime.seeding import Stored, seed
from bright.secrets import keyed_hash, keyed_hashes

# After a finish, beacons may still be on their way.
GRACE = timedelta(minutes=10)


class LaunchRefused(Exception):
    """`reason`: unknown, expired, ended, or missing (the course's files)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Session:
    """One start of a SCO in one page load."""

    key: str  # sent with each commit
    sco: Sco
    cmi: dict[str, Any]  # what the SCO starts with


def grant(attempt: Attempt, *, review: bool = False, exit_url: str = "") -> tuple[Launch, str]:
    """A new launch and its play URL; the URL is not kept. Raises ValueError if `exit_url` is not http or https."""
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


def find(token: str) -> Launch:
    """The launch that may still be written to. Raises LaunchRefused."""
    launch = Launch.objects.select_related("attempt__package").filter(token_hash__in=keyed_hashes(token)).first()
    if launch is None:
        raise LaunchRefused("unknown")
    if launch.expires_at <= timezone.now():
        raise LaunchRefused("ended" if launch.ended_at else "expired")
    return launch


def find_playable(token: str) -> Launch:
    """The launch that may still be played. Raises LaunchRefused."""
    launch = find(token)
    if launch.ended_at:
        raise LaunchRefused("ended")
    return launch


def start(launch: Launch) -> Session:
    """Open a session on the launch's SCO; later sessions beat earlier ones. Raises LaunchRefused (ended, missing)."""
    sco = sco_to_launch(launch.attempt.package)
    if launch.review:
        return Session("review", sco, _seed(launch, sco))
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(pk=launch.attempt_id)
        _open(launch, attempt, timezone.now())
        session = LaunchSession.objects.create(launch=launch, sco=sco)
        cmi = _seed(launch, sco)
    announce(attempt)
    return Session(session.key, sco, cmi)


def _open(launch: Launch, attempt: Attempt, now: datetime) -> None:
    """Note in launch and attempt that the learner is here. The first time counts as the launch."""
    still_open = Launch.objects.filter(pk=launch.pk, ended_at=None)
    first = still_open.filter(opened_at=None).update(opened_at=now)
    if not still_open.update(expires_at=now + settings.BRIGHT_LAUNCH_IDLE_LIFETIME):
        raise LaunchRefused("ended")
    attempt.launch_count += first
    attempt.first_accessed_at = attempt.first_accessed_at or now
    attempt.last_accessed_at = now
    attempt.revision += 1
    attempt.save()


def sco_to_launch(package: Package) -> Sco:
    """The first SCO; sequencing over several comes later. A package of assets only has its first asset launched."""
    scos = list(package.scos.all())
    if not scos:
        raise LaunchRefused("missing")
    return next((sco for sco in scos if sco.kind == "sco"), scos[0])


def _seed(launch: Launch, sco: Sco) -> dict[str, Any]:
    attempt = launch.attempt
    state = ScoState.objects.filter(attempt=attempt, sco=sco).first()
    stored = Stored(state.cmi, state.seconds, state.completion == "complete", state.finished) if state else None
    return seed(attempt.package.standard, sco, (attempt.learner_id, attempt.learner_name), stored, review=launch.review)


def end(launch: Launch) -> None:
    """The learner has left by the player's button."""
    now = timezone.now()
    Launch.objects.filter(pk=launch.pk, ended_at=None).update(
        ended_at=now, expires_at=min(launch.expires_at, now + GRACE)
    )


def keep(launch: Launch, *, finished: bool) -> None:
    """After a commit: 12 hours more; or, if the content has finished, 10 minutes for what is still on its way."""
    lifetime = GRACE if finished else settings.BRIGHT_LAUNCH_IDLE_LIFETIME
    Launch.objects.filter(pk=launch.pk, ended_at=None).update(expires_at=timezone.now() + lifetime)
