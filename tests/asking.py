"""`Asker`: a client that speaks the Bright API in the ways that callers do, through the whole WSGI stack in process."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from bright.access import Access
from bright.rest.viewsets import BrightViewSet
from config.wsgi import application

BASE = "/bright/api/v2/"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Asker:
    """Calls with the same credentials: `ask("course.json", title="x")`, `ask.post("api_key", user_email=…)`."""

    def __init__(self, **credentials: str) -> None:
        self.credentials = credentials

    @property
    def access(self) -> Access:
        """What the credentials open."""
        credentials = {name: {value} for name, value in self.credentials.items()}
        [mode] = [mode() for mode in BrightViewSet.authentication_classes if mode().is_presented(credentials)]
        return mode.verify(credentials)

    def __call__(self, path: str, **parameters: Any) -> Answer:
        return self.send("GET", path, query=parameters)

    def post(self, path: str, **parameters: Any) -> Answer:
        return self.send("POST", path, form=parameters)

    def put(self, path: str, **parameters: Any) -> Answer:
        return self.send("PUT", path, form=parameters)

    def delete(self, path: str, **parameters: Any) -> Answer:
        return self.send("DELETE", path, query=parameters)

    def upload(self, path: str, file: Any, **parameters: Any) -> Answer:
        body = encode_multipart(BOUNDARY, {**parameters, "file": file})
        return self.send("POST", path, body=body, content_type=MULTIPART_CONTENT)

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        form: Mapping[str, Any] | None = None,
        body: bytes = b"",
        content_type: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request. Credentials go with the form if there is one, else in the query."""
        if form is not None:
            body, content_type = encoded({**self.credentials, **form}).encode(), "application/x-www-form-urlencoded"
            query = query or {}
        else:
            query = {**self.credentials, **(query or {})}
        path, _, own_query = path.partition("?")
        return call(
            method,
            BASE + path if not path.startswith("/") else path,
            "&".join(part for part in (own_query, encoded(query)) if part),
            body,
            content_type,
            headers or {},
        )


def encoded(parameters: Mapping[str, Any]) -> str:
    return urlencode(parameters, doseq=True)


def call(
    method: str, path: str, query: str, body: bytes, content_type: str, headers: Mapping[str, str], **server: str
) -> Answer:
    """Run the WSGI application as a server would, up to the last byte and close(). `server`: what it says beside."""
    host = settings.BRIGHT_BASE_URL.partition("//")[2]
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
        **server,
    }
    if body:
        environ |= {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": content_type}
    answered: dict[str, Any] = {}

    def start_response(status: str, fields: list[tuple[str, str]], exc_info: Any = None) -> None:
        answered.update(status=int(status[:3]), headers={name.lower(): value for name, value in fields})

    result: Any = application(environ, start_response)
    try:
        content = b"".join(result)
    finally:
        result.close()
    return Answer(answered["status"], answered["headers"], content)
