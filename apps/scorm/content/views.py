"""The content host's view of course files."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from apps.scorm.content.headers import CONTENT_HEADERS, SANDBOX, set_headers
from apps.scorm.content.serving import serve
from apps.scorm.content.signed_paths import unsign
from apps.scorm.content.storage import PackageStorage

HEADERS = {**CONTENT_HEADERS, "Content-Security-Policy": SANDBOX}


@require_safe
def course_file(request: HttpRequest, signed: str, name: str) -> HttpResponseBase:
    """A file of an unpacked package. 404 if there is none of that name, 410 if the path has expired or is forged."""
    storage_key = unsign(signed)
    path = PackageStorage().find(storage_key, name) if storage_key else None
    if request.headers.get("Service-Worker") == "script":
        # A service worker would stay in the browser, and control all other courses: they share this origin.
        response: HttpResponseBase = HttpResponse(status=403)
    elif path is None:
        response = HttpResponse(status=404 if storage_key else 410)
    else:
        response = serve(request, path)
    return set_headers(response, HEADERS)
