"""Course files: signed paths, ranges, types, headers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.scorm.content import signed_paths
from apps.scorm.content.signed_paths import signed_path

DATA = bytes(range(256)) * 1000


@pytest.fixture
def file(new_play):
    """`file("name", headers…)` requests a file of the package."""
    play = new_play(files={"film.mp4": DATA, "odd.xyz": b"?", "a#b.js": b"1", "page.HTM": b"<p>", "empty.css": b""})
    play.start()
    prefix = signed_path(play.attempt.package.storage_key, "")

    def ask(name: str = "film.mp4", method: str = "get", **headers):
        return getattr(play.client, method)(prefix + name, headers=headers)

    ask.prefix, ask.play = prefix, play
    return ask


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_it_works(file):
    response = file()
    assert (response.status_code, body(response), response["Content-Length"]) == (200, DATA, str(len(DATA)))
    assert response["Content-Type"] == "video/mp4" and response["Accept-Ranges"] == "bytes"
    assert "immutable" in response["Cache-Control"] and not response.cookies


def test_start_returns_the_scos_path(file):
    address = file.play.start()["address"]
    assert address.endswith("/my%20page.html?lesson=1#top")
    assert body(file.play.client.get(address.partition("#")[0])) == b"<p>hello</p>"


@pytest.mark.parametrize(
    "asked, first, last",
    [
        ("bytes=0-9", 0, 9),
        ("bytes=100-", 100, 255999),
        ("bytes=-5", 255995, 255999),
        ("bytes=255000-999999", 255000, 255999),
    ],
)
def test_a_range(file, asked, first, last):
    response = file(range=asked)
    assert (response.status_code, body(response)) == (206, DATA[first : last + 1])
    assert response["Content-Range"] == f"bytes {first}-{last}/256000"
    assert response["Content-Length"] == str(last + 1 - first)


@pytest.mark.parametrize("asked", ["bytes=256000-", "bytes=999999-1000000", "bytes=-0"])
def test_a_range_outside_is_refused(file, asked):
    response = file(range=asked)
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */256000")


@pytest.mark.parametrize("asked", ["bytes=9-0", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"])
def test_an_invalid_range_sends_the_whole_file(file, asked):
    assert body(file(range=asked)) == DATA


def test_a_range_of_another_version_sends_the_whole_file(file):
    assert file(range="bytes=0-1", if_range='"old"').status_code == 200
    assert file(range="bytes=0-1", if_range=file()["ETag"]).status_code == 206


def test_an_unchanged_file_is_not_sent_again(file):
    response = file(if_none_match=file()["ETag"])
    assert (response.status_code, body(response)) == (304, b"")


def test_head(file):
    response = file(method="head")
    assert (response.status_code, body(response), response["Content-Length"]) == (200, b"", "256000")


@pytest.mark.parametrize(
    "name, expected",
    [("odd.xyz", "application/octet-stream"), ("a%23b.js", "text/javascript"), ("page.HTM", "text/html")],
)
def test_the_type_comes_from_a_fixed_table(file, name, expected):
    assert file(name)["Content-Type"] == expected


def test_headers_against_hostile_courses(file):
    for response in (file(), file("missing.html"), file(service_worker="script")):
        assert (
            response["Content-Security-Policy"].startswith("sandbox ")
            and "top-navigation" not in response["Content-Security-Policy"]
        )
        assert response["X-Content-Type-Options"] == "nosniff"
    assert file(service_worker="script").status_code == 403


@pytest.mark.parametrize(
    "name", ["missing.html", "", "..%2f..%2fx", "../x", "a/../film.mp4", "%00", "film.mp4/", "/etc/passwd", "x" * 300]
)
def test_names_that_are_no_file_are_not_found(file, name):
    assert file(name).status_code == 404


def test_a_forged_or_expired_path_is_gone(file, monkeypatch, new_play):
    signed = file.prefix.split("/")[2]
    key, expires, signature = signed.split(".")
    for forged in (f"{key}.{int(expires) + 9}.{signature}", f"{key}.{expires}", key, f"{signed}x"):
        assert file.play.client.get(f"/c/{forged}/film.mp4").status_code == 410
    later = timezone.now() + timedelta(days=3, hours=1)
    monkeypatch.setattr(signed_paths.timezone, "now", lambda: later)
    assert file().status_code == 410


def test_a_signed_path_is_the_same_all_day(new_play):
    assert signed_path("k" * 32, "a.html") == signed_path("k" * 32, "a.html")


def test_headers_of_the_player(play, settings):
    page = play.client.get(play.path)
    policy = page["Content-Security-Policy"]
    assert f"frame-ancestors 'self' {settings.BRIGHT_BASE_URL};" in policy
    assert "script-src 'self';" in policy and "sandbox allow-scripts" in policy and "top-navigation" not in policy
    assert page["Cross-Origin-Opener-Policy"] == "unsafe-none" and "X-Frame-Options" not in page
    assert page["Cache-Control"] == "no-store" and page["Referrer-Policy"] == "no-referrer"
    assert page["Permissions-Policy"] == "unload=(self)" and not page.cookies
