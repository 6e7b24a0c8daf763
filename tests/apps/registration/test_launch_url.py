"""registration/:guid/launch_url (docs/contract/resources/registration.md, "launch_url"): one call is one launch."""

import pytest

from apps.launch_history.models import LaunchHistory
from apps.registration.models import Registration
from apps.tagging.models import Tag
from tests.apps.records import ANN, BOB, fail_from_now_on, make_registration
from tests.asking import Asker


@pytest.fixture
def registration(course) -> Registration:
    return make_registration(course, ANN)


@pytest.fixture
def path(registration) -> str:
    return f"registration/{registration.registration_guid}/launch_url"


def test_it_answers_a_url_that_must_not_be_cached(tenant, path, registration):
    for asker in (tenant.pair, tenant.app, tenant.learner(ANN)):
        answer = asker(f"{path}.json")
        assert (answer.status, list(answer.json)) == (200, ["launch_url"])
        assert answer.json["launch_url"].startswith("https://fake.example/launch/")
        assert answer.headers["cache-control"] == "no-store"
    assert LaunchHistory.objects.count() == 3


def test_it_sets_launched_at_and_writes_the_history(tenant, path, registration):
    headers = {"Referer": "https://lms.example/page?api_key=secret", "User-Agent": "curl/8"}
    tenant.pair.send("GET", path, query={"review": "1", "launching": "1"}, headers=headers)
    registration.refresh_from_db()
    launch = LaunchHistory.objects.get()
    assert registration.launched_at is not None
    assert (launch.review, launch.http_user_agent, launch.remote_addr) == (True, "curl/8", "127.0.0.1")
    assert launch.http_referer.startswith("https://lms.example/page") and "secret" not in launch.http_referer


def test_the_history_contains_no_credentials(tenant, path):
    askers = (tenant.pair, tenant.app, tenant.realm_key, tenant.learner(ANN))
    for asker in askers:
        assert asker(path, tags="a").status == asker.post(path).status == 200
    kept = " ".join(f"{row.request_uri} {row.http_referer}" for row in LaunchHistory.objects.all())
    assert "tags=a" in kept
    for asker in askers:
        assert not [value for value in asker.credentials.values() if value in kept]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "//evil.example", "/relative", "ftp://a.example", "data:text/html,x", "http://", "http:///x",
     "https://a@b.example", "https://a.example\\@b", "java\nscript:x", "https://a b.example", "vbscript:x", "x"],
)  # fmt: skip
def test_an_unsafe_redirect_url_is_an_invalid_argument(tenant, path, url):
    answer = tenant.pair(path, redirect_url=url)
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")
    assert LaunchHistory.objects.count() == 0


@pytest.mark.parametrize("url", ["https://wordpress.example/?p=1&q=%20#x", "http://127.0.0.1:8080/", ""])
def test_a_web_address_is_a_good_redirect_url(tenant, path, url):
    assert tenant.pair(path, redirect_url=url).status == 200


def test_tags_are_added_to_the_course(tenant, path, registration):
    tenant.pair(path, tags="Safety, , first aid")
    tenant.pair(path, tags="Safety,new")
    tags = Tag.objects.filter(kind="course", tagged_id=registration.course_id, realm=tenant.realm)
    assert sorted(tags.values_list("name", flat=True)) == ["Safety", "first aid", "new"]


@pytest.mark.parametrize("values", [{"active": False}, {"deleted": 1}])
def test_inactive_or_deleted_cannot_be_launched(tenant, path, registration, values):
    Registration.objects.filter(pk=registration.pk).update(**values)
    answer = tenant.pair(path)
    assert (answer.status, answer.body, LaunchHistory.objects.count()) == (404, b"", 0)


def test_a_reactivated_registration_can_be_launched(tenant, path, registration):
    tenant.pair.put(f"registration/{registration.pk}", active="f")
    assert tenant.pair(path).status == 404
    tenant.pair.put(f"registration/{registration.pk}", active="t")
    assert tenant.pair(path).status == 200


def test_another_learner_cannot_launch(tenant, path):
    assert tenant.learner(BOB)(path).status == 404
    assert tenant.pair("registration/unknown/launch_url").status == 404
    assert tenant.anonymous(path).status == Asker()(path).status == 401


def test_a_refusing_provider_answers_its_error_block_without_a_launch(tenant, path, registration):
    fail_from_now_on(tenant)
    answer = tenant.pair(path)
    assert (answer.status, answer.json["error_code"]) == (403, "4")
    registration.refresh_from_db()
    assert (registration.launched_at, LaunchHistory.objects.count()) == (None, 0)


@pytest.mark.parametrize(("suffix", "body"), [(".xml", "<launch-url>"), (".csv", "launch_url\n")])
def test_other_formats(tenant, path, suffix, body):
    answer = tenant.pair(path + suffix)
    assert answer.status == 200 and body in answer.text


def test_head_and_prefetch_launch_nothing(tenant, path):
    assert tenant.pair.send("HEAD", path).status == 405
    assert tenant.pair.send("GET", path, headers={"Sec-Purpose": "prefetch;prerender"}).status == 405
    assert LaunchHistory.objects.count() == 0


def test_the_end_of_a_launch_is_recorded_on_the_providers_signal(tenant, path, registration):
    tenant.pair(path)
    tenant.provider.connect().play(registration.registration_guid, complete="complete", score=77.0)
    assert LaunchHistory.objects.get().exited_at is not None
    row = tenant.pair(f"registration/{registration.pk}").json
    assert (row["complete"], row["score"], row["crawl_status"]) == ("complete", 77.0, "success")
