"""A course with one SCO, a launch of it, and the requests that a browser would make."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from apps.scorm.models import Attempt, LaunchSession, Package, Sco, ScoState
from apps.scorm.runtime import attempts, launches
from apps.scorm.signals import attempt_committed


def make_package(
    standard: str = "scorm_12", *, scos: int = 1, files: dict[str, bytes] | None = None, **terms
) -> Package:
    package = Package.objects.create(
        course_ref="course",
        version=Package.objects.count(),
        standard=standard,
        title="A <course> & more",
        manifest={"identifier": "M1"},
        digest="0" * 64,
        size=1,
        unpacked_size=1,
        file_count=1,
    )
    for position in range(scos):
        Sco.objects.create(
            package=package,
            position=position,
            identifier=f"item_{position}",
            href="my page.html?lesson=1#top",
            kind="sco",
            **terms,
        )
    folder = Path(settings.BRIGHT_MEDIA) / "packages" / package.storage_key
    folder.mkdir(parents=True)
    for name, content in {"my page.html": b"<p>hello</p>", **(files or {})}.items():
        (folder / name).write_bytes(content)
    return package


class Play:
    """One launch, played by HTTP requests to the content host."""

    def __init__(self, client: Client, attempt: Attempt, **options) -> None:
        self.client, self.attempt = client, attempt
        self.launch, self.url = launches.create_launch(attempt, **options)
        self.path = urlsplit(self.url).path
        self.token = self.path.split("/")[2]
        self.sequence = 0

    def start(self) -> dict:
        answer = self.client.post(f"{self.path}start")
        assert answer.status_code == 200, answer.content
        self.session, self.sequence = answer.json()["session"], 0
        return answer.json()

    def commit(self, cmi: dict, **fields):
        self.sequence = fields.setdefault("commitSequence", self.sequence + 1)
        return self.send({"session": self.session, "runtimeData": {"cmi": cmi}, **fields})

    def send(self, body, content_type: str = "application/json", **headers):
        return self.client.post(f"/commit/{self.token}", body, content_type=content_type, **headers)

    def core(self, status: str = "incomplete", **more) -> dict:
        return {"core": {"lesson_status": status, "session_time": "00:00:00", "score": {"raw": ""}, **more}}

    def reread(self) -> Attempt:
        self.attempt.refresh_from_db()
        return self.attempt

    @property
    def state(self) -> ScoState:
        return ScoState.objects.get(attempt=self.attempt)

    @property
    def last_session(self) -> LaunchSession:
        return LaunchSession.objects.filter(launch=self.launch).latest("pk")


@pytest.fixture(autouse=True)
def isolated_app(tmp_path, settings, monkeypatch):
    """A media folder of its own, static files without collectstatic, and no signal receivers of other apps."""
    settings.BRIGHT_MEDIA = tmp_path
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    monkeypatch.setattr(attempt_committed, "receivers", [])


@pytest.fixture
def browser(settings) -> Client:
    return Client(headers={"host": urlsplit(settings.BRIGHT_CONTENT_URL).netloc})


@pytest.fixture
def new_play(db, browser):
    """Creates a package, a registration and its launch: `new_play("scorm_2004_4th_edition", launch_data="x")`."""

    def make(standard: str = "scorm_12", options: dict | None = None, **package) -> Play:
        made = make_package(standard, **package)
        learner = {"learner_id": "ann@example.com", "learner_name": "Smith, Ann"}
        attempt = attempts.get_or_create_attempt(f"reg-{made.pk}", made, **learner)
        return Play(browser, attempt, **(options or {}))

    return make


@pytest.fixture
def play(new_play) -> Play:
    return new_play()
