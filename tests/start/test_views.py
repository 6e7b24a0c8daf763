"""The start page's views: access, what each card does, and what the table shows."""

import shlex
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.api_key.models import ApiKey
from apps.course.models import Course
from apps.realm.models import Realm
from apps.registration.models import Registration
from apps.registration.services import register
from apps.upload.models import Upload
from apps.user.models import User
from bright.secrets import keyed_hash

ImportSample = Callable[[str], Course]
GETS = ["/", "/start/upload/1/progress", "/start/registrations"]
POSTS = ["/start/upload", "/start/try", "/start/curl"]


def package(name: str = "course.zip", content: bytes = b"PK") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("path", GETS)
def test_an_anonymous_visitor_is_redirected_to_sign_in(client: Client, realm: Realm, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{settings.LOGIN_URL}?next={path}")


@pytest.mark.parametrize("path", POSTS)
def test_a_learner_changes_nothing(client: Client, realm: Realm, path: str) -> None:
    client.force_login(User.objects.get_or_create_by_email("learner@example.com")[0])
    answer = client.post(path, {"package": package()})
    assert answer.status_code == 302
    assert not (Upload.objects.exists() or Registration.objects.exists() or ApiKey.objects.exists())


@pytest.mark.parametrize("path", POSTS)
def test_a_post_without_the_csrf_token_is_refused(operator: User, realm: Realm, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(operator)
    assert client.post(path, {"package": package()}).status_code == 403


def test_the_page_runs_only_its_own_files(signed_in: Client, realm: Realm) -> None:
    answer = signed_in.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy
    assert "<script>" not in answer.text and " style=" not in answer.text


def test_without_a_realm_the_page_says_how_to_make_one(signed_in: Client) -> None:
    assert "bright realm create" in signed_in.get("/").text


def test_with_several_realms_the_page_shows_the_selected_one(signed_in: Client, realm: Realm) -> None:
    other, _ = Realm.create("Other")
    assert f'name="realm" value="{realm.realm_guid}"' in signed_in.get("/").text
    assert f'name="realm" value="{other.realm_guid}"' in signed_in.get("/", {"realm": other.realm_guid}).text


def test_an_upload_is_received_and_reports_its_progress(signed_in: Client, realm: Realm, operator: User) -> None:
    answer = signed_in.post("/start/upload", {"package": package(), "realm": realm.realm_guid})
    assert answer.status_code == 201
    upload = Upload.objects.get()
    assert (upload.realm, upload.user, upload.file_name) == (realm, operator, "course.zip")
    progress = signed_in.get(answer.json()["progress_url"]).json()
    assert (progress["state"], progress["percent"]) == ("waiting", 0)


def test_an_upload_without_a_file_is_refused_with_a_message(signed_in: Client, realm: Realm) -> None:
    answer = signed_in.post("/start/upload")
    assert (answer.status_code, answer.json()["error"]) == (400, "Choose a course package, a .zip file, first.")


def test_trying_the_sample_registers_once_and_launches_each_time(
    signed_in: Client, import_sample: ImportSample, operator: User
) -> None:
    course = import_sample("clouds")
    answers = [signed_in.post("/start/try") for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.headers["Location"] for answer in answers}) == 2
    assert all(answer.headers["Location"].startswith(settings.BRIGHT_CONTENT_URL) for answer in answers)
    registration = Registration.objects.get()
    assert (registration.course, registration.learner_id) == (course, operator.email)
    assert [launch.launch_source for launch in registration.launches.all()] == ["start page"] * 2


def test_after_signing_in_again_the_start_page_is_shown(signed_in: Client, import_sample: ImportSample) -> None:
    import_sample("clouds")
    answer = signed_in.get("/start/try")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert not Registration.objects.exists()


def test_without_a_sample_the_new_window_says_so(signed_in: Client, realm: Realm) -> None:
    answer = signed_in.post("/start/try")
    assert answer.status_code == 404
    assert "has no sample course" in answer.text


def test_the_curl_command_has_a_key_of_this_realm_that_expires(signed_in: Client, realm: Realm, operator: User) -> None:
    lines = signed_in.post("/start/curl", {"realm": realm.realm_guid}).json()["lines"]
    assert [*lines] == ["json", "csv", "xml"]
    _, _, authorization, address = shlex.split(lines["csv"])
    token = authorization.removeprefix("Authorization: Bearer ")
    key = ApiKey.objects.get(token_hash=keyed_hash(token), revoked_at=None)
    assert (key.realm, key.user, key.expires_at is None) == (realm, None, False)
    assert address == f"{settings.BRIGHT_BASE_URL}/bright/api/v2/registration.csv?learner_id=operator%40example.com"


def test_the_table_shows_the_realm_and_no_other(signed_in: Client, import_sample: ImportSample, realm: Realm) -> None:
    register(import_sample("tea"), "ann@example.com")
    other, _ = Realm.create("Other")
    assert "ann@example.com" in signed_in.get("/start/registrations", {"realm": realm.realm_guid}).text
    assert "ann@example.com" not in signed_in.get("/start/registrations", {"realm": other.realm_guid}).text


def test_the_table_answers_304_until_something_changes(signed_in: Client, import_sample: ImportSample) -> None:
    course = import_sample("tea")
    register(course, "ann@example.com")
    tag = signed_in.get("/start/registrations").headers["ETag"]
    assert signed_in.get("/start/registrations", headers={"If-None-Match": tag}).status_code == 304
    register(course, "bob@example.com")
    answer = signed_in.get("/start/registrations", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.text.index("bob@") < answer.text.index("ann@")) == (200, True)


def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: Client, import_sample: ImportSample, django_assert_num_queries: Callable
) -> None:
    course = import_sample("tea")
    for number in range(25):
        register(course, f"learner{number}@example.com")
    with django_assert_num_queries(5):  # session, operator, second factor, realm, rows
        answer = signed_in.get("/start/registrations")
    assert answer.text.count("<tr>") == 20


@pytest.mark.parametrize("path", ["/", "/start/registrations"])
def test_a_guid_that_no_realm_can_have_is_no_error(signed_in: Client, realm: Realm, path: str) -> None:
    assert signed_in.get(path, {"realm": "\0"}).status_code == 200


def test_an_unknown_guid_and_a_server_without_realms_have_different_messages(signed_in: Client, realm: Realm) -> None:
    text = signed_in.get("/", {"realm": "nobodys"}).text
    assert "No realm has this guid." in text and "There is no realm yet" not in text
