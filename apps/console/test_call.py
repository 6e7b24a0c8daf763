"""The console's test call: calls the API as a client would, with a key that is valid for a minute."""

import json
import time
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

from apps.api_key.models import ApiKey
from apps.realm.models import Realm


def test_call(realm: Realm) -> str:
    """List the realm's courses; one sentence about the response. ValidationError if its status is not 200."""
    key, token = ApiKey.issue(realm=realm, lifetime=timedelta(minutes=1))
    started = time.perf_counter()
    try:
        status, body = call("/bright/api/v2/course.json", "fields=course_guid", token)
    finally:
        key.revoke()
    if status != 200:
        raise ValidationError(f"the API answered {status}; the request log says why.")
    count, milliseconds = len(json.loads(body)), (time.perf_counter() - started) * 1000
    return f"OK, realm {realm.name}, {count} course{'' if count == 1 else 's'}, {milliseconds:.0f} ms."


def call(path: str, query: str, token: str) -> tuple[int, bytes]:
    """GET through the WSGI application in this process, as from the web server. Returns status and body."""
    # Imported here, since importing the WSGI module sets up Django.
    application = import_string(settings.WSGI_APPLICATION)
    base, statuses = urlsplit(settings.BRIGHT_BASE_URL), []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": base.hostname,
        "SERVER_PORT": str(base.port or 443),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": base.netloc,
        "HTTP_AUTHORIZATION": f"Bearer {token}",
        "HTTP_USER_AGENT": "Bright console, test call",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": base.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.version": (1, 0),
    }
    result: Any = application(environ, lambda status, headers, *_: statuses.append(int(status[:3])))
    try:
        body = b"".join(result)
    finally:
        result.close()
    return statuses[0], body
