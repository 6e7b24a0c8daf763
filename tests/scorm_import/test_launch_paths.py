"""Addresses in a manifest lead to files of the package, and to nothing else.

See docs/contract/packages.md, "Launch files".
"""

import pytest

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.launch_paths import PackageFiles, launch_href, with_parameters
from apps.scorm.importing.manifest import read_manifest
from tests.scorm_import.archives import manifest

FILES = ("index.html", "a/my page.html", "100%.html", "übung.html", "a/b/c.html", "javascript:alert(1)", "what?.html")

HOSTILE = {
    "javascript:alert(1)": "outside the package",
    "  javascript:alert(1)": "outside the package",
    "JaVaScRiPt:alert(1)": "outside the package",
    "javascript%3Aalert(1)": "outside the package",
    "java\tscript:alert(1)": "outside the package",
    "data:text/html,x": "outside the package",
    "file:///etc/passwd": "outside the package",
    "//evil.example/x.html": "on another server",
    "\\\\evil.example\\x.html": "on another server",
    "http://evil.example/x.html": "on another server",
    "HTTPS://evil.example/x.html": "on another server",
    "/index.html": "outside the package",
    "C:\\index.html": "outside the package",
    "../index.html": "outside the package",
    "a/../../index.html": "outside the package",
    "%2e%2e/index.html": "outside the package",
    "%2e%2e%2findex.html": "outside the package",
    "..%5cindex.html": "outside the package",
    "%252e%252e/index.html": "not in the zip",
    "%2Findex.html": "outside the package",
    "index.html%00.png": "outside the package",
    ".": "not in the zip",
    "a": "not in the zip",
    "what%3F.html": "no browser can open",
    "gone.html?x=index.html": "not in the zip",
}

VALID = {
    "index.html": "index.html",
    "./index.html": "index.html",
    "a/../index.html": "index.html",
    "a\\my page.html": "a/my page.html",
    "a/my%20page.html": "a/my page.html",
    "100%.html": "100%.html",
    "%C3%BCbung.html": "übung.html",
    "u\u0308bung.html": "übung.html",
    "INDEX.html": "index.html",
    "index.html?to=http://x.example/#top": "index.html?to=http://x.example/#top",
    "index.html#a?b": "index.html#a?b",
}


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_address_is_refused(address: str) -> None:
    with pytest.raises(PackageError, match=HOSTILE[address]):
        launch_href(address, "", PackageFiles(FILES))


@pytest.mark.parametrize("address", VALID)
def test_valid_address_is_found(address: str) -> None:
    href, name = launch_href(address, "", PackageFiles(FILES))
    assert href == VALID[address]
    assert name in FILES and href.startswith(name)


@pytest.mark.parametrize(
    ("rest", "parameters", "expected"),
    [
        ("", "", ""),
        ("", "?a=1", "?a=1"),
        ("", "&a=1", "?a=1"),
        ("", "a=1", "?a=1"),
        ("?x=1", "?a=1", "?x=1&a=1"),
        ("?x=1", "&a=1", "?x=1&a=1"),
        ("#top", "?a=1", "?a=1#top"),
        ("?x=1#top", "a=1", "?x=1&a=1#top"),
        ("", "#page2", "#page2"),
        ("?x=1", "#page2", "?x=1#page2"),
        ("#top", "#page2", "#top"),
        ("", "?a=1#page2", "?a=1#page2"),
        ("#top", "?a=1#page2", "?a=1#top"),
    ],
)
def test_parameters(rest: str, parameters: str, expected: str) -> None:
    assert with_parameters(rest, parameters) == expected


@pytest.mark.parametrize("base", ["http://cdn.example/", "//cdn.example/", "../", "file:///"])
def test_a_base_cannot_lead_outside(base: str) -> None:
    with pytest.raises(PackageError, match=r"another server|outside the package"):
        read_manifest(manifest(resources_attributes=f'xml:base="{base}"').encode(), ["index.html"])


def test_a_base_without_a_trailing_slash_is_a_folder_too() -> None:
    manifest_ = read_manifest(manifest(resources_attributes='xml:base="a/b"', href="c.html").encode(), FILES)
    assert manifest_.launchables[0].href == "a/b/c.html"


def test_control_characters_in_parameters_are_removed() -> None:
    assert launch_href("index.html", "a=\r\n1", PackageFiles(FILES))[0] == "index.html?a=1"
