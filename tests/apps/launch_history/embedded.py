"""A registration with the embedded provider, and the requests that its learner's browser makes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.test import RequestFactory

from apps.course.models import Course
from apps.registration.models import Registration
from apps.registration.services import register
from config.wsgi import application
from tests.conftest import Tenant
from tests.player.courses import course_12


def register_ann(tenant: Tenant, folder: Path) -> Registration:
    """Ann on a course whose package the embedded provider has imported."""
    course = Course.objects.create(
        realm=tenant.realm, course_provider=tenant.provider, course_guid="tiny", title="Tiny", metadata="{}"
    )
    tenant.provider.connect().import_course(course_12(folder / "tiny.zip", "API.LMSInitialize('');"), "tiny")
    return register(course, "ann@example.com")[0]


class Visit:
    """One launch, as played by a browser."""

    def __init__(self, registration: Registration) -> None:
        self.path = urlsplit(registration.launch()).path
        self.token = self.path.split("/")[2]
        self.sequence = 0

    def start(self) -> None:
        self.session, self.sequence = self.post(f"{self.path}start", {"holders": ["mine"]})["session"], 0

    def end(self) -> None:
        self.post(f"{self.path}end", {"holders": ["mine"]})

    def commit(self, status: str = "incomplete", **more: Any) -> None:
        self.sequence += 1
        cmi = {"core": {"lesson_status": status, "session_time": "00:00:01", "score": {"raw": ""}}}
        body = {"session": self.session, "commitSequence": self.sequence, "runtimeData": {"cmi": cmi}, **more}
        self.post(f"/commit/{self.token}", body)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """By WSGI, as the web server does it: `before` are the statements before the answer, `after` those later."""
        host = urlsplit(settings.BRIGHT_CONTENT_URL).netloc
        environ = RequestFactory().post(path, json.dumps(body), "application/json", headers={"host": host}).environ
        statuses: list[str] = []
        with statements() as self.before:
            answer = application(environ, lambda status, headers: statuses.append(status))
            content = b"".join(answer)
        with statements() as self.after:
            answer.close()  # type: ignore[attr-defined]
        assert statuses[0].startswith("200"), (statuses, content)
        return json.loads(content)


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL statements that are run, without those that only mark savepoints: a test is one transaction."""
    run: list[str] = []

    def note(execute: Any, sql: str, *args: Any) -> Any:
        if "SAVEPOINT" not in sql:
            run.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        yield run
