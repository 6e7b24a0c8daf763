"""course create by upload, update, destroy (docs/contract/resources/course.md, "Creating a course")."""

import io

import pytest

from apps.course.models import Course
from apps.outbox.models import OutboxMessage
from apps.upload.models import Upload
from tests.apps.records import add_provider, fail_from_now_on, make_course, make_registration
from tests.conftest import Tenant, create_tenant
from tests.scorm_import.archives import course as package_files
from tests.scorm_import.archives import zipped


@pytest.fixture
def package() -> io.BytesIO:
    """A SCORM 1.2 package with one SCO, entitled Golf."""
    file = io.BytesIO(zipped(package_files()))
    file.name = "golf.zip"
    return file


@pytest.fixture
def embedded(db, settings, tmp_path) -> Tenant:
    settings.BRIGHT_MEDIA = tmp_path
    return create_tenant("Embedded", "embedded")


def test_create_takes_the_package_as_a_file_part(embedded, package):
    answer = embedded.pair.upload("course", package, course_guid="golf.1", custom=" kept ", title="Better golf")
    assert answer.status == 201
    assert (answer.json["course_guid"], answer.json["title"]) == ("golf.1", "Better golf")
    assert (answer.json["custom"], answer.json["versions"]) == (" kept ", 1)
    assert embedded.pair("course/golf.1").json == answer.json


def test_create_without_guid_and_title_generates_them(embedded, package):
    answer = embedded.provider_key.upload("course.json", package)
    assert (answer.status, answer.json["title"]) == (201, "Golf")
    assert answer.json["course_guid"].startswith(f"{embedded.provider.pk}-")


def test_uploading_the_same_package_again_returns_the_same_course(embedded, package):
    first = embedded.pair.upload("course", package, course_guid="golf")
    package.seek(0)
    again = embedded.pair.upload("course", package, course_guid="golf")
    assert (again.status, again.json) == (200, first.json)


def test_another_package_under_a_known_guid_is_refused(embedded, package):
    embedded.pair.upload("course", package, course_guid="golf")
    other = io.BytesIO(zipped(package_files(**{"more.html": b"more"})))
    other.name = "other.zip"
    answer = embedded.pair.upload("course", other, course_guid="golf")
    assert (answer.status, answer.json["error_code"]) == (403, "1")
    assert Course.objects.get().versions == 1


def test_a_refused_package_answers_the_error_block(embedded):
    broken = io.BytesIO(b"this is no zip")
    broken.name = "broken.zip"
    answer = embedded.pair.upload("course", broken)
    assert (answer.status, list(answer.json)) == (403, ["error_code", "error_message", "error_url"])
    assert answer.json["error_message"].endswith(".") and "\n" not in answer.json["error_message"]
    assert Course.objects.count() == 0


@pytest.mark.parametrize("guid", ["gcreate", "new", "autocomplete", "line\nbreak", "x" * 251])
def test_an_unreachable_guid_is_refused(embedded, package, guid):
    assert embedded.pair.upload("course", package, course_guid=guid).status == 500
    assert Course.objects.count() == 0


def test_create_without_a_file_is_a_malformed_argument(embedded):
    answer = embedded.pair.post("course", title="No file")
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")


def test_create_uses_the_named_provider(embedded, package):
    second = add_provider(embedded, provider_type="embedded")
    assert embedded.pair.upload("course", package, course_provider_id=second.pk).json["course_provider_id"] == second.pk
    package.seek(0)
    elsewhere = create_tenant("Elsewhere", "embedded").provider
    assert embedded.pair.upload("course", package, course_provider_id=elsewhere.pk).status == 404
    assert embedded.app.upload("course", package, course_provider_id=second.pk).status == 404


def test_create_with_async_queues_the_import(embedded, package):
    answer = embedded.pair.upload("course", package, **{"async": "t", "course_guid": "later"})
    assert (answer.status, list(answer.json)) == (202, ["progress_url"])
    upload = Upload.objects.get()
    queued = OutboxMessage.objects.get()
    assert (queued.task, queued.arguments) == (Upload.IMPORT_TASK, [upload.pk])
    path = answer.json["progress_url"].partition("/bright/api/v2/")[2]
    assert embedded.pair(path).json["state"] == "waiting"
    assert create_tenant("Other").pair(path).status == 404


def test_a_failing_provider_answers_its_own_three_fields(tenant, package):
    fail_from_now_on(tenant)
    answer = tenant.pair.upload("course", package)
    assert (answer.status, answer.json["error_code"]) == (403, "4")


def test_credentials_in_a_multipart_body_are_accepted_and_not_logged(embedded, package, caplog):
    caplog.set_level("INFO")
    assert embedded.pair.upload("course", package).status == 201
    for record in caplog.records:
        assert embedded.secret not in record.getMessage() + repr(vars(record))


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_update_sets_title_and_custom_only(tenant, course, method):
    answer = tenant.pair.send(method, f"course/{course.course_guid}", form={"title": "New", "custom": "", "size": "9"})
    assert answer.status == 200
    assert (answer.json["title"], answer.json["custom"], answer.json["size"]) == ("New", "", 0)


def test_gupdate_names_the_course_in_the_path_or_by_its_guid(tenant, course):
    assert tenant.app(f"course/gupdate/{course.course_guid}.json", title="One").json["title"] == "One"
    assert tenant.app("course/gupdate", course_guid=course.course_guid, title="Two").json["title"] == "Two"
    assert tenant.app("course/gupdate/", title="Three").status == 404
    assert tenant.app("course/gupdate/unknown", title="Three").status == 404


def test_destroy_soft_deletes_the_course_and_returns_it(tenant, course):
    make_registration(course)
    before = tenant.pair(f"course/{course.course_guid}").json
    answer = tenant.pair.delete(f"course/{course.course_guid}")
    assert (answer.status, answer.json) == (200, before)
    assert tenant.pair.delete(f"course/{course.course_guid}").status == 404
    assert Course.objects.get().deleted_at is not None


def test_another_providers_course_cannot_be_changed(tenant):
    theirs = make_course(tenant, "theirs", provider=add_provider(tenant))
    assert tenant.app.put("course/theirs", title="Taken").status == 404
    assert tenant.app.delete("course/theirs").status == 404
    theirs.refresh_from_db()
    assert (theirs.title, theirs.deleted_at) == ("Yoga & <more>", None)
