"""The content host's pages: the player, what it asks for, what it sends, and the course's files."""

import logging
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from apps.scorm.content import files as content
from apps.scorm.content.storage import OutsideStorageError, PackageStorage
from apps.scorm.models import Launch
from apps.scorm.runtime import commits, launching
from apps.scorm.runtime.launching import LaunchRefused
from apps.scorm.runtime.rollup import is_2004

log = logging.getLogger(__name__)

# `opener` must survive, so that whoever opened the player hears that the learner has left.
FRAME_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "unsafe-none",
    "Permissions-Policy": "unload=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self' {app}; {sandbox}"
)
REFUSED = {  # reason: status, heading, what to do
    "unknown": (404, "This address doesn't open a course", "Go back to where you found the course and start it there."),
    "expired": (410, "This course link has expired", "Go back to where you found the course and start it again."),
    "ended": (410, "You have left this course", "Your progress is saved. Start the course again to go on."),
    "missing": (
        503,
        "The course's files can't be found",
        "Your progress is safe. Please tell the people who run this server; then try again.",
    ),
}
FILE_HEADERS = {
    "Content-Security-Policy": content.SANDBOX,
    "Permissions-Policy": "unload=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
ENGINES = {False: "scorm-again/dist/esm/scorm12.min.js", True: "scorm-again/dist/esm/scorm2004.min.js"}
Response = TypeVar("Response", bound=HttpResponseBase)


@require_safe
def play(request: HttpRequest, token: str) -> HttpResponse:
    """The player page. It changes nothing: a prefetch, or the page's own reload, must not open a session."""
    try:
        launch = launching.find_playable(token)
        sco = launching.sco_to_launch(launch.attempt.package)
        _check_files(launch, sco.href)
    except LaunchRefused as refused:
        return _page(request, "refused", _refusal(refused.reason))
    return _page(request, "player", {"status": 200, "title": launch.attempt.package.title, "config": _config(launch)})


def _config(launch: Launch) -> dict[str, Any]:
    """What the player's modules need to know before a session is open. Its addresses are relative to the page."""
    is_later = is_2004(launch.attempt.package.standard)
    return {
        "standard": "2004" if is_later else "1.2",
        "engine": static(ENGINES[is_later]),
        "review": launch.review,
        "exitUrl": launch.exit_url,
        "autocommitSeconds": 30,
    }


def _check_files(launch: Launch, href: str) -> None:
    path = href.partition("#")[0].partition("?")[0]
    if _find_file(launch.attempt.package.storage_key, path) is None:
        log.error("Package %s has no file %r in storage.", launch.attempt.package_id, path)
        raise LaunchRefused("missing")


def _find_file(storage_key: str, name: str) -> Path | None:
    """The file in storage; None if the package has no such file, whatever `name` tries."""
    try:
        path = PackageStorage().path(storage_key, name)
    except OutsideStorageError:
        return None
    return path if os.path.isfile(path) else None  # unlike Path.is_file, also for a name too long to exist


def _refusal(reason: str) -> dict[str, Any]:
    status, title, advice = REFUSED[reason]
    return {"status": status, "title": title, "advice": advice}


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    policy = PAGE_POLICY.format(app=settings.BRIGHT_BASE_URL, sandbox=content.SANDBOX)
    headers = {**FRAME_HEADERS, "Content-Security-Policy": policy}
    response = render(request, f"scorm_pages/{name}.html", context, status=context["status"])
    return _with(response, headers)


def _with(response: Response, headers: dict[str, str]) -> Response:
    for name, value in headers.items():
        response[name] = value
    return response


def _answers(view: Callable[[HttpRequest, str], dict[str, Any]]) -> Callable[..., HttpResponseBase]:
    """Answer as the runtime expects, for refusals too; only the content host's own pages may ask."""

    @csrf_exempt
    @require_POST
    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            _check_origin(request)
            response: HttpResponseBase = JsonResponse(view(request, token))
        except LaunchRefused as refused:
            status, _, advice = REFUSED[refused.reason]
            response = _failure(status, 101, {"reason": refused.reason, "message": advice})
        except commits.CommitRefused as refused:
            log.info("Commit refused: %s.", refused)
            response = _failure(refused.status, refused.code, {})
        return _with(response, FRAME_HEADERS)

    return answer


def _failure(status: int, code: int, more: dict[str, Any]) -> JsonResponse:
    return JsonResponse({"result": False, "errorCode": code, **more}, status=status)


def _check_origin(request: HttpRequest) -> None:
    ours = urlsplit(settings.BRIGHT_CONTENT_URL)
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{ours.scheme}://{ours.netloc}":
        raise commits.CommitRefused(403, 101, "it came from another origin")


@_answers
def start(request: HttpRequest, token: str) -> dict[str, Any]:
    """Open a session: its key, the SCO's first data, and where its file is. Or `wait`, for what `after` names."""
    launch = launching.find_playable(token)
    if commits.are_on_their_way(launch, request.body):
        return {"wait": True}
    session = launching.start(launch)
    if session.sco.kind == "asset":
        commits.complete_asset(launch, session.sco)
    address = content.address(launch.attempt.package.storage_key, session.sco.href)
    return {"session": session.key, "cmi": session.cmi, "address": address}


@_answers
def commit(request: HttpRequest, token: str) -> dict[str, Any]:
    """JSON by content, not by header: a beacon may only call itself text/plain."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > commits.MAX_BYTES:
        raise commits.CommitRefused(413, 101, "it is larger than 2 MiB")
    launch = launching.find(token)
    commits.record(launch, commits.parse(request.body))
    return {"result": True, "errorCode": 0}


@_answers
def end(request: HttpRequest, token: str) -> dict[str, Any]:
    launching.end(launching.find(token))
    return {"result": True, "errorCode": 0}


@require_safe
def course_file(request: HttpRequest, signed: str, name: str) -> HttpResponseBase:
    """A file of an unpacked package. 404 for whatever isn't one, 410 once the address has expired."""
    key = content.storage_key(signed)
    path = key and _find_file(key, name)
    if request.headers.get("Service-Worker") == "script":
        response: HttpResponseBase = HttpResponse(status=403)  # it would outlive the course, on everybody's origin
    elif not path:
        response = HttpResponse(status=404 if key else 410)
    else:
        response = content.serve(request, path)
    return _with(response, FILE_HEADERS)
