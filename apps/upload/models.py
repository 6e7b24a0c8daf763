"""An uploaded course package: where its file is, how far its import has got, and how it ended."""

import shutil
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone

from apps.course_provider.models import CourseProvider
from apps.outbox.models import enqueue
from apps.realm.models import Realm
from apps.user.models import User
from bright.models import OfRealm, Record, guid_default

STALLED_AFTER = timedelta(minutes=10)


class UploadQuerySet(OfRealm):
    def stalled(self) -> "UploadQuerySet":
        """Unfinished, and without progress for longer than any step takes."""
        return self.filter(state__in=("waiting", "running"), updated_at__lt=timezone.now() - STALLED_AFTER)


class Upload(Record):
    IMPORT_TASK = "apps.course.tasks.import_upload"

    token = models.CharField(max_length=43, unique=True, default=guid_default(16))
    realm = models.ForeignKey(Realm, models.CASCADE, related_name="uploads")
    course_provider = models.ForeignKey(CourseProvider, models.CASCADE, related_name="uploads")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="uploads")
    file_name = models.CharField(max_length=300)
    path = models.TextField()
    size = models.BigIntegerField()
    course_guid = models.CharField(max_length=250, blank=True)  # the requested one; after the import, the course's own
    wished_title = models.TextField(blank=True)
    custom = models.TextField(null=True, blank=True)  # for the course
    STATES = ("waiting", "running", "ready", "refused")
    state = models.CharField(max_length=7, choices=[(state, state) for state in STATES], default="waiting")
    step = models.CharField(max_length=200, default="waiting for a worker")
    percent = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)  # one sentence
    title = models.TextField(blank=True)
    standard = models.CharField(max_length=40, blank=True)
    sco_count = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list)  # sentences

    objects = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name

    @classmethod
    def create_from_file(
        cls,
        *,
        realm: Realm,
        course_provider: CourseProvider,
        file: UploadedFile,
        user: User | None = None,
        course_guid: str = "",
        title: str = "",
        custom: str | None = None,
    ) -> "Upload":
        """Store the file and enqueue its import; the row and the outbox message commit together."""
        folder = settings.BRIGHT_MEDIA / "uploads"  # shared with the workers, which may run on other machines
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{uuid.uuid4().hex}.zip"
        with path.open("wb") as target:
            shutil.copyfileobj(file, target, 1024 * 1024)
        with transaction.atomic():
            upload = cls.objects.create(
                realm=realm,
                course_provider=course_provider,
                user=user,
                path=str(path),
                size=file.size or 0,
                file_name=Path(file.name or "").name[:300],
                course_guid=course_guid,
                wished_title=title,
                custom=custom,
            )
            upload.enqueue_import()
        return upload

    def enqueue_import(self) -> None:
        """Run the import task after this transaction commits. A task that runs twice imports once."""
        self.save(update_fields=["updated_at"])
        enqueue(self.IMPORT_TASK, self.pk)

    def assign_course_guid(self) -> None:
        """Choose the course's guid, if none was requested, before the import: a retry then imports the same course."""
        if not self.course_guid:
            self.course_guid = f"{self.course_provider_id}-{self.token}"
            self.save(update_fields=["course_guid", "updated_at"])

    def report_progress(self, step: str, done: int, total: int) -> None:
        """Save that `done` of `total` units of `step` are done, but only if that changes what a person sees."""
        percent = min(100, 100 * done // total) if total else 0
        step = f"{step}: {done} of {total}" if total > 1 else step
        if (self.state, self.step, self.percent) != ("running", step, percent):
            self.state, self.step, self.percent = "running", step, percent
            self.save(update_fields=["state", "step", "percent", "updated_at"])

    def mark_refused(self, sentence: str) -> None:
        """The import ends without a course; `sentence` says why."""
        self.state, self.step, self.error = "refused", "refused", sentence
        self._finish()

    def mark_ready(self, *, course_guid: str, title: str, standard: str, sco_count: int, warnings: list[str]) -> None:
        """The import has made this course."""
        self.state, self.step, self.percent, self.course_guid, self.title = "ready", "ready", 100, course_guid, title
        self.standard, self.sco_count, self.warnings = standard, sco_count, warnings
        self._finish()

    def _finish(self) -> None:
        self.save()
        Path(self.path).unlink(missing_ok=True)

    def progress(self) -> dict[str, Any]:
        """What the start page polls, as JSON values."""
        names = ("state", "step", "percent", "error", "course_guid", "title", "standard", "sco_count", "warnings")
        return {"id": self.pk, **{name: getattr(self, name) for name in names}}
