"""An uploaded course package: where its file is, how far its import has got, and how it ended."""

import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
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
from bright.errors import DISK_FULL, Unavailable, is_disk_full
from bright.models import OfRealm, Record, guid_default

STALLED_AFTER = timedelta(minutes=10)
ORPHAN_AGE = timedelta(days=1)
MAX_ATTEMPTS, FIRST_RETRY_DELAY = 5, timedelta(seconds=30)
SERVER_ERROR = "The server failed; its operator finds the reason in its log."
INTERRUPTED = "The import was interrupted each time, perhaps since the server has too little memory."


def upload_folder() -> Path:
    """Shared with the workers, which may run on other machines."""
    folder = Path(settings.BRIGHT_MEDIA) / "uploads"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@contextmanager
def stored_upload(file: UploadedFile) -> Iterator[Path]:
    """The file, copied into the upload folder, and on the disk. Deleted if the block raises. Unavailable: disk full."""
    path = upload_folder() / f"{uuid.uuid4().hex}.zip"
    try:
        with path.open("xb") as target:
            shutil.copyfileobj(file, target, 1024 * 1024)
            target.flush()
            os.fsync(target.fileno())
        yield path
    except BaseException as error:
        path.unlink(missing_ok=True)
        if is_disk_full(error):
            raise Unavailable(DISK_FULL) from error
        raise


class UploadQuerySet(OfRealm):
    def unfinished(self) -> "UploadQuerySet":
        return self.filter(state__in=("waiting", "running"))

    def stalled(self) -> "UploadQuerySet":
        """Unfinished, and without progress for longer than any step takes."""
        return self.unfinished().filter(updated_at__lt=timezone.now() - STALLED_AFTER)

    def remove_orphaned_files(self, older_than: timedelta = ORPHAN_AGE) -> int:
        """Delete files that no unfinished upload needs, and that are older than `older_than`; returns how many.

        A process that was killed leaves them between the writing of the file and the commit of its row.
        """
        needed = {Path(path).name for path in self.unfinished().values_list("path", flat=True)}
        changed_before, removed = time.time() - older_than.total_seconds(), 0
        for file in upload_folder().iterdir():
            with suppress(FileNotFoundError):  # an import that has just ended
                if file.name not in needed and file.stat().st_mtime < changed_before:
                    file.unlink()
                    removed += 1
        return removed


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
    attempts = models.PositiveSmallIntegerField(default=0)  # imports begun
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
        """Store the file and enqueue its import; the row and the outbox message commit together.

        Raises Unavailable if the disk is full.
        """
        with stored_upload(file) as path, transaction.atomic():
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

    def enqueue_import(self, due_at: datetime | None = None) -> None:
        """Run the import task after this transaction commits. A task that runs twice imports once."""
        self.save(update_fields=["updated_at"])
        enqueue(self.IMPORT_TASK, self.pk, due_at=due_at)

    def begin_attempt(self) -> bool:
        """Count an attempt to import; False if the upload is finished, which it is after MAX_ATTEMPTS.

        Counted when it begins, so that an import which kills its worker is counted, too.
        """
        if self.state in ("ready", "refused"):
            return False
        if self.attempts >= MAX_ATTEMPTS:
            self.give_up(INTERRUPTED)
            return False
        self.attempts += 1
        self.save(update_fields=["attempts", "updated_at"])
        self.assign_course_guid()
        return True

    def try_again_later(self, reason: str) -> None:
        """An attempt has failed for `reason`, a sentence: enqueue another one, or give up after MAX_ATTEMPTS."""
        if self.attempts >= MAX_ATTEMPTS:
            return self.give_up(reason)
        self._set(state="waiting", step="waiting to try again")
        return self.enqueue_import(timezone.now() + FIRST_RETRY_DELAY * 2 ** (self.attempts - 1))

    def give_up(self, reason: str) -> None:
        self.mark_refused(f"The import was given up after {self.attempts} attempts. {reason}")

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
            self._set(state="running", step=step, percent=percent)

    def _set(self, **values: Any) -> None:
        """Save these values, unless another run of the task has finished the upload meanwhile."""
        for name, value in values.items():
            setattr(self, name, value)
        Upload.objects.unfinished().filter(pk=self.pk).update(**values, updated_at=timezone.now())

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
        with transaction.atomic():
            if Upload.objects.unfinished().select_for_update().filter(pk=self.pk).exists():
                self.save()  # else another run of the task has finished it
        Path(self.path).unlink(missing_ok=True)

    def progress(self) -> dict[str, Any]:
        """What the start page polls, as JSON values."""
        names = ("state", "step", "percent", "error", "course_guid", "title", "standard", "sco_count", "warnings")
        return {"id": self.pk, **{name: getattr(self, name) for name in names}}
