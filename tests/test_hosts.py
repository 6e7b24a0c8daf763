"""Two host names, and what each of them serves."""

import pytest

from tests.asking import call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collected_static")]


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [
        ("127.0.0.1:8000", "/bright/api/v2/course", 401),
        ("127.0.0.1:8000", "/admin/login/", 200),
        ("127.0.0.1:8000", "/play/x/", 404),
        ("localhost:8000", "/bright/api/v2/course", 404),
        ("localhost:8000", "/admin/login/", 404),
        ("localhost:9", "/admin/login/", 404),
        ("LOCALHOST:8000", "/admin/login/", 404),
        ("localhost.:8000", "/admin/login/", 404),
        ("localhost:8000", "/", 200),
        ("evil.example", "/bright/api/v2/course", 400),
        ("evil.example", "/", 400),
        ("10.0.0.7", "/livez", 200),
    ],
)
def test_a_host_serves_its_own(host, path, status):
    answer = call("GET", path, "", b"", "", {"Host": host})
    assert answer.status == status
    assert "set-cookie" not in answer.headers or not host.lower().startswith("localhost")


def test_the_content_host_tells_where_the_start_page_is():
    assert "127.0.0.1:8000" in call("GET", "/", "", b"", "", {"Host": "localhost:8000"}).text


def test_pages_refuse_to_be_framed_and_machines_get_no_cookie():
    page = call("GET", "/admin/login/", "", b"", "", {})
    assert page.headers["x-frame-options"] == "DENY"
    assert "set-cookie" in page.headers
    assert "set-cookie" not in call("GET", "/bright/api/v2/course", "", b"", "", {}).headers


def test_a_post_without_a_csrf_token_is_refused_on_pages():
    assert (
        call("POST", "/admin/login/", "", b"username=a&password=b", "application/x-www-form-urlencoded", {}).status
        == 403
    )
