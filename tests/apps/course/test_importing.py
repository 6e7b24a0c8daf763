"""Imports through the API, the task and the command line: what fails, what races, what is cleared away."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from apps.course import tasks
from apps.course.models import Course
from apps.course.services import import_course
from apps.course_provider.provider import ProviderError
from apps.outbox.models import OutboxMessage
from apps.scorm.importing.packages import import_package
from apps.scorm.models import Package
from apps.upload.models import MAX_ATTEMPTS, Upload
from server import services as commands
from server.errors import OperatorError
from tests.apps.course.uploads import GOLF, OTHER, file_of, run, uploaded
from tests.scorm_import.archives import course as package_files
from tests.scorm_import.archives import zipped
from tests.scorm_import.test_reading import punycode_bomb

# The child process, from each of the three places


def test_the_api_refuses_a_costly_manifest_with_one_sentence(embedded):
    answer = embedded.pair.upload("course", file_of(punycode_bomb()))
    assert (answer.status, answer.json["error_code"]) == (403, "1")
    assert (
        answer.json["error_message"]
        == "imsmanifest.xml has the encoding `punycode`, which is not read; save it as UTF-8."
    )


def test_the_task_refuses_it_and_reports_progress(embedded):
    upload = run(uploaded(embedded, punycode_bomb()))
    assert (upload.state, "punycode" in upload.error, Path(upload.path).exists()) == ("refused", True, False)
    seen: list[tuple[str, int]] = []
    upload = uploaded(embedded)
    report = Upload.report_progress

    def watched(self: Upload, step: str, done: int, total: int) -> None:
        report(self, step, done, total)
        seen.append((self.step, self.percent))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Upload, "report_progress", watched)
        run(upload)
    assert (upload.state, upload.percent, upload.title) == ("ready", 100, "Golf")
    assert ("reading the manifest", 0) in seen and ("storing files: 2 of 2", 100) in seen


def test_the_command_line_shows_the_sentence_and_the_progress(embedded, tmp_path):
    bomb, good = tmp_path / "bomb.zip", tmp_path / "good.zip"
    bomb.write_bytes(punycode_bomb())
    good.write_bytes(GOLF)
    with pytest.raises(OperatorError, match="punycode"):
        commands.import_package(bomb, "Embedded", None, lambda *_: None)
    steps: list[str] = []
    imported = commands.import_package(good, "Embedded", "golf", lambda step, done, total: steps.append(step))
    assert imported["course_guid"] == "golf" and "storing files" in steps
    good.write_bytes(OTHER)
    with pytest.raises(OperatorError, match="choose another course_guid"):
        commands.import_package(good, "Embedded", "golf", lambda *_: None)


# An import that fails


def test_an_import_that_keeps_failing_is_given_up_with_a_reason(embedded, monkeypatch, caplog):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(tasks, "import_course", fail)
    upload = uploaded(embedded)
    delays = []
    for attempt in range(1, MAX_ATTEMPTS):
        OutboxMessage.objects.all().delete()
        run(upload)
        assert (upload.state, upload.step, upload.attempts) == ("waiting", "waiting to try again", attempt)
        delays.append(OutboxMessage.objects.get().due_at - timezone.now())
    assert delays == sorted(delays) and timedelta(seconds=20) < delays[0] < timedelta(seconds=31)
    OutboxMessage.objects.all().delete()
    run(upload)
    assert (upload.state, upload.error) == (
        "refused",
        "The import was given up after 5 attempts. The server failed; its operator finds the reason in its log.",
    )
    assert not OutboxMessage.objects.exists() and not Path(upload.path).exists()
    assert sum(record.exc_info is not None for record in caplog.records) == MAX_ATTEMPTS


def test_an_import_that_kills_its_worker_is_given_up(embedded):
    """Each attempt was begun, and none of them ended."""
    upload = uploaded(embedded)
    for _ in range(MAX_ATTEMPTS):
        assert Upload.objects.get(pk=upload.pk).begin_attempt()
    OutboxMessage.objects.all().delete()
    Upload.objects.filter(pk=upload.pk).update(updated_at=timezone.now() - timedelta(hours=1))
    tasks.resume_uploads()
    assert OutboxMessage.objects.get().arguments == [upload.pk]
    assert run(upload).state == "refused" and "interrupted each time" in upload.error
    tasks.resume_uploads()
    assert OutboxMessage.objects.count() == 1


def test_a_failing_provider_refuses_at_once(embedded):
    upload = uploaded(embedded)
    type(embedded.provider).objects.filter(pk=embedded.provider.pk).update(provider_type="failing")
    assert run(upload).error == "The maximum number of registrations has been reached."
    assert (upload.state, upload.attempts) == ("refused", 1)


def test_a_second_run_of_the_task_never_undoes_the_first(embedded):
    """A broker may deliver a task twice."""
    upload = uploaded(embedded)
    late = Upload.objects.get(pk=upload.pk)
    run(upload)
    late.report_progress("storing files", 1, 2)
    late.mark_refused("The package could not be read or stored: No such file or directory.")
    upload.refresh_from_db()
    assert (upload.state, upload.error, upload.percent) == ("ready", "", 100)


# Two packages under one guid


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same", [True, False])
def test_two_packages_under_one_new_guid_at_once(same, embedded, tmp_path):
    """One course, of version 0, with the package of the caller that was told so; the others are refused."""
    for number in range(4):
        (tmp_path / f"{number}.zip").write_bytes(GOLF if same else zipped(package_files(**{f"{number}.txt": b"x"})))
    barrier, results = threading.Barrier(4), {}

    def bring(number: int) -> None:
        try:
            barrier.wait()
            results[number] = import_course(embedded.provider, tmp_path / f"{number}.zip", course_guid="golf")
        except ProviderError as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=bring, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    course, package = Course.objects.get(), Package.objects.get()
    assert (course.versions, package.version) == (1, 0)
    assert course.latest_version().digest == package.digest
    refused = [each for each in results.values() if isinstance(each, ProviderError)]
    assert len(refused) == (0 if same else 3)
    assert {error.message for error in refused} <= {
        "A course with this course_guid already exists; choose another course_guid."
    }
    assert len(list((tmp_path / "media" / "packages").iterdir())) == 1


def test_what_a_killed_import_stored_leaves_the_guid_free_again(embedded, tmp_path):
    archive = tmp_path / "golf.zip"
    archive.write_bytes(GOLF)
    provider = embedded.provider
    import_package(archive, f"{provider.pk}/killed")
    import_course(provider, archive, course_guid="golf")
    assert tasks.remove_unclaimed() == 0
    Package.objects.update(updated_at=timezone.now() - timedelta(hours=2))
    archive.write_bytes(OTHER)
    with pytest.raises(ProviderError):
        import_course(provider, archive, course_guid="killed")
    assert tasks.remove_unclaimed() == 1
    assert import_course(provider, archive, course_guid="killed").versions == 1
    assert Package.objects.count() == 2
