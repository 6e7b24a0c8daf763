"""The player page, and the requests that it makes."""

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from apps.scorm.content.headers import CONTENT_HEADERS, SANDBOX, set_headers
from apps.scorm.content.signed_paths import signed_path
from apps.scorm.content.storage import PackageStorage
from apps.scorm.models import Attempt, Launch
from apps.scorm.runtime import commits, launches, results
from apps.scorm.runtime.attempts import send_attempt_committed
from apps.scorm.runtime.cmi import is_2004
from apps.scorm.runtime.launches import LaunchRefused

log = logging.getLogger(__name__)

HEADERS = {
    **CONTENT_HEADERS,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "unsafe-none",  # keeps `opener`, through which the player reports that it was left
}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self' {app}; {sandbox}"
)
REFUSALS = {  # reason: status, heading, advice
    "unknown": (404, "This link doesn’t open a course", "Go back to where you found the course and start it there."),
    "expired": (410, "This link has expired", "Go back to where you found the course and start it again."),
    "withdrawn": (
        410,
        "This course is no longer open to you",
        "It was ended by the people who run it. If you think that this is a mistake, please ask them.",
    ),
    "restarted": (
        410,
        "This course begins anew",
        "It was reset by the people who run it. Go back to where you found the course and start it again.",
    ),
    "elsewhere": (
        409,
        "This link was opened in another browser",
        "A link opens the course in one browser only. Go back to where you found the course and start it there.",
    ),
    "rate": (429, "The course is being opened too often", "Wait a minute, then try again."),
    "ended": (
        410,
        "You have left this course",
        "Your progress up to then is saved. To continue, start the course again.",
    ),
    "missing": (
        503,
        "The files of this course are missing",
        "Your progress is saved. Please tell the people who run this server, then try again later.",
    ),
}
# scorm-again's module for each standard, by `is_2004`.
SCORM_AGAIN = {False: "scorm-again/dist/esm/scorm12.min.js", True: "scorm-again/dist/esm/scorm2004.min.js"}


@require_safe
def play(request: HttpRequest, token: str) -> HttpResponse:
    """The player page. It changes nothing, since a prefetch must not start a session; its script calls `start`."""
    try:
        launch = launches.get_playable_launch(token)
        sco = launches.sco_to_launch(launch.attempt.package)
        _check_files(launch, sco.href)
    except LaunchRefused as refusal:
        return _page(request, "refused", _refused_context(refusal.reason))
    return _page(request, "player", {"status": 200, "title": launch.attempt.package.title, "config": _config(launch)})


def _config(launch: Launch) -> dict[str, Any]:
    """What the player's modules need to know before a session is started."""
    uses_2004 = is_2004(launch.attempt.package.standard)
    return {
        "standard": "2004" if uses_2004 else "1.2",
        "engine": static(SCORM_AGAIN[uses_2004]),
        "review": launch.review,
        "exitUrl": launch.exit_url,
        "autocommitSeconds": 30,
    }


def _check_files(launch: Launch, href: str) -> None:
    """Raises LaunchRefused (missing) if the SCO's first page is not in storage."""
    name = href.partition("#")[0].partition("?")[0]
    if PackageStorage().find(launch.attempt.package.storage_key, name) is None:
        log.error("Package %s has no file %r in storage.", launch.attempt.package_id, name)
        raise LaunchRefused("missing")


def _refused_context(reason: str) -> dict[str, Any]:
    status, title, advice = REFUSALS[reason]
    return {"status": status, "title": title, "advice": advice}


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    policy = PAGE_POLICY.format(app=settings.BRIGHT_BASE_URL, sandbox=SANDBOX)
    response = render(request, f"scorm_pages/{name}.html", context, status=context["status"])
    return set_headers(response, {**HEADERS, "Content-Security-Policy": policy})


Answer = tuple[dict[str, Any], Attempt | None]  # the content, and the attempt to report once it is sent


def _json_view(view: Callable[[HttpRequest, str], Answer]) -> Callable[..., HttpResponseBase]:
    """A view for the player's POSTs: answers, also refusals, in the JSON that scorm-again expects.

    Only pages of the content host may call it.
    """

    @csrf_exempt
    @require_POST
    @wraps(view)
    def wrapper(request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            _check_origin(request)
            content, changed = view(request, token)
            response: HttpResponseBase = ReportingResponse(content, changed)
        except LaunchRefused as refusal:
            status, title, advice = REFUSALS[refusal.reason]
            response = _failure(status, refusal.reason, {"title": title, "message": advice})
        except commits.CommitRefused as refusal:
            log.info("Commit refused: %s.", refusal)
            response = _failure(refusal.status, refusal.reason, {})
        return set_headers(response, HEADERS)

    return wrapper


class ReportingResponse(JsonResponse):
    """Reports the attempt once the answer is sent, since the browser stands still while it waits for that.

    If the process is killed before, apps.scorm.tasks.report_waiting_attempts reports it.
    """

    def __init__(self, content: dict[str, Any], changed: Attempt | None) -> None:
        super().__init__(content)
        self.changed = changed

    def close(self) -> None:
        changed, self.changed = self.changed, None
        try:
            if changed:
                send_attempt_committed(changed)
        except Exception:
            log.exception("Attempt %s could not be reported; it will be tried again.", changed and changed.pk)
        finally:
            super().close()


def _failure(status: int, reason: str, more: dict[str, Any]) -> JsonResponse:
    """The player takes only an answer with a `reason` for ours: others say nothing about the commit."""
    return JsonResponse({"result": False, "errorCode": 101, "reason": reason, **more}, status=status)


def _check_origin(request: HttpRequest) -> None:
    ours = urlsplit(settings.BRIGHT_CONTENT_URL)
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{ours.scheme}://{ours.netloc}":
        raise commits.CommitRefused(403, "origin", "it came from another origin")


SUCCESS = {"result": True, "errorCode": 0}


@_json_view
def start(request: HttpRequest, token: str) -> Answer:
    """Start a session: its key, the SCO's initial data, and the path of its file.

    Or `{"wait": true}` while commits that the body names in `after` have not arrived. `holders`: the browser's secrets.
    """
    launch = launches.get_playable_launch(token)
    launches.check_holder(launch, _holders(request))
    if commits.are_commits_missing(launch, request.body):
        return {"wait": True}, None
    session = launches.start_session(launch)
    changed = session.attempt
    if session.sco.kind == "asset":
        changed = results.complete_asset(launch, session.sco)
    path = signed_path(launch.attempt.package.storage_key, session.sco.href)
    return {"session": session.key, "cmi": session.cmi, "address": path}, changed


@_json_view
def commit(request: HttpRequest, token: str) -> Answer:
    """Record a commit. The body is read as JSON whatever its Content-Type: a beacon can only send text/plain."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > commits.MAX_BYTES:
        raise commits.CommitRefused(413, "too-large", "it is larger than 2 MiB")
    launch = launches.get_launch(token)
    received = commits.parse(request.body)
    changed = commits.record(launch, received)
    if changed and received.final:
        send_attempt_committed(changed)  # now: whoever waits for the course's end reads the result next
        changed = None
    return SUCCESS, changed


@_json_view
def end(request: HttpRequest, token: str) -> Answer:
    """The learner has left the course. Answered once this and all earlier commits are reported."""
    launch = launches.get_launch(token)
    launches.check_holder(launch, _holders(request))
    send_attempt_committed(launches.end_launch(launch))
    return SUCCESS, None


@_json_view
def state(request: HttpRequest, token: str) -> Answer:
    """Whether the course may go on: the player asks now and then, in case the content sends nothing."""
    launches.get_launch(token)
    return SUCCESS, None


def _holders(request: HttpRequest) -> list[str]:
    """The secrets of a browser, in the body of its request: docs/decisions/0025."""
    try:
        holders = json.loads(request.body)["holders"]
        return [str(holder)[:100] for holder in holders if holder] if isinstance(holders, list) else []
    except (ValueError, KeyError, TypeError, RecursionError):
        return []
