"""docs/adding-a-resource.md does what it says: a test carries it out, to the letter, in a copy of the repository."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.asking import Answer
from tests.servers import joined

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/adding-a-resource.md"
COPIED = ("bright", "apps", "config", "server", "manage.py", "pyproject.toml")
OF_THE_CHECK = (
    "tests/__init__.py", "tests/asking.py", "tests/framework/__init__.py", "tests/framework/exercise_check.py",
    "tests/reference/__init__.py", "tests/reference/undocumented.py",
)  # fmt: skip
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = ".venv/bin/python"
CHECK = "from tests.framework.exercise_check import main; main()"
ALL = {"id", "name", "learner_id", "points", "created_at", "updated_at"}
OPERATIONS = {
    "/badge": {"get", "post"},
    "/badge/create": {"get", "post"},
    "/badge/gcreate": {"get", "post"},
    "/badge/gupdate": {"get", "post"},
    "/badge/gupdate/{id}": {"get", "post"},
    "/badge/new": {"get", "post"},
    "/badge/{id}/edit": {"get", "post"},
    "/badge/{id}": {"get", "put", "patch", "delete"},
}


class Copy:
    """The repository's sources, and what a newcomer does with them."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        own = {"DATABASE_URL": database_url, "BRIGHT_HOME": str(folder / "home"), "DJANGO_SETTINGS_MODULE": ""}
        self.environment = {name: value for name, value in {**os.environ, **own}.items() if value}
        for name in (*COPIED, *OF_THE_CHECK):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name)
            else:
                shutil.copy(ROOT / name, folder / name)
        (folder / ".venv").symlink_to(sys.prefix)

    def follow(self, page: str) -> None:
        """Every block of the page, from the first to the last: files are written or changed, commands run."""
        for language, text in BLOCK.findall(page):
            if language == "sh":
                self.run("bash", "-ec", text)
            else:
                first, _, rest = text.partition("\n")
                path = self.folder / first.removeprefix("# ")
                path.write_text(changed(path.read_text(), rest) if language == "diff" else text)

    def run(self, *command: str) -> str:
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
        return done.stdout


def changed(text: str, diff: str) -> str:
    """The text with the lines that the diff adds, below those that it shows."""
    lines = diff.splitlines(keepends=True)
    shown = "".join(line[1:] for line in lines if line[0] == " ")
    assert text.count(shown) == 1, f"not there once:\n{shown}"
    return text.replace(shown, "".join(line[1:] for line in lines))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    name = f"exercise_{os.getpid()}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        url = joined(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
        try:
            copy = Copy(tmp_path_factory.mktemp("exercise"), url)
            copy.follow(PAGE.read_text())
            yield copy
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(f"{name}_query")))


@pytest.fixture(scope="module")
def checked(copy: Copy, collected_static: Path) -> dict[str, Any]:
    copy.run(PYTHON, "manage.py", "migrate", "--verbosity=0")
    return json.loads(copy.run(PYTHON, "manage.py", "shell", "--no-imports", "--command", CHECK))


@pytest.fixture(scope="module")
def answers(checked: dict[str, Any]) -> dict[str, Answer]:
    said = checked["answers"].items()
    return {name: Answer(each["status"], each["headers"], each["body"].encode()) for name, each in said}


def names(answer: Answer) -> list[str]:
    return [badge["name"] for badge in answer.json]


def test_the_page_is_followed_in_the_projects_style(copy):
    assert (copy.folder / "apps/badge/migrations/0001_initial.py").is_file()
    for command in (("check",), ("format", "--check")):
        copy.run(".venv/bin/ruff", *command, "apps/badge", "config")


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("create", 201),
        ("the same create again", 200),
        ("gcreate", 201),
        ("update", 200),
        ("gupdate", 200),
        ("list", 200),
        ("retrieve", 200),
        ("retrieve by number", 200),
        ("HEAD", 200),
        ("unchanged", 304),
        ("no such format", 406),
        ("nobody", 401),
        ("anonymous key", 401),
        ("create by a learner", 401),
        ("update by a learner", 401),
        ("another learner's", 404),
        ("unknown", 404),
        ("unknown method", 405),
        ("malformed", 500),
        ("an action's word", 500),
        ("destroy", 200),
        ("once it is gone", 404),
    ],
)
def test_status(answers, name, status):
    assert answers[name].status == status, answers[name]


def test_records_are_written_and_read(answers):
    created = answers["create"].json
    assert created.keys() == ALL
    assert (created["name"], created["learner_id"], created["points"]) == ("first", "ann@example.com", 3)
    assert answers["the same create again"].json == created
    assert answers["gcreate"].json["points"] == 0
    assert (answers["update"].json["points"], answers["update"].json["name"]) == (5, "first")
    assert answers["gupdate"].json["points"] == 7
    assert names(answers["list"]) == ["first", "second"]
    assert answers["retrieve"].json == answers["retrieve by number"].json == answers["gupdate"].json
    assert answers["destroy"].json["name"] == "second"


def test_each_access_sees_its_own(answers):
    assert names(answers["of a learner"]) == ["first"]


def test_fields_and_filters(answers):
    assert list(answers["fields"].json[0].items()) == [("points", 7), ("name", "first")]
    assert [list(badge) for badge in answers["template"].json] == [["id", "name"]] * 2
    assert names(answers["exact"]) == names(answers["integer"]) == ["first"]
    assert names(answers["pattern"]) == ["second"]


def test_pages_and_etags(checked, answers):
    assert names(answers["limited"]) == ["first"]
    link = answers["limited"].headers["link"]
    assert link.endswith('rel="next"') and not any(name in link for name in checked["credentials"])
    assert names(answers["next page"]) == ["second"] and "link" not in answers["next page"].headers
    tag = answers["list"].headers["etag"]
    assert tag == answers["HEAD"].headers["etag"] == answers["unchanged"].headers["etag"]
    assert answers["unchanged"].body == b""  # that of HEAD is the web server's to leave out


def test_formats(answers):
    assert answers["JSON"].text == '[{"name":"first"},{"name":"second"}]'
    assert re.search(r"<badges\b.*<badge>\s*<name>first</name>", answers["XML"].text, re.DOTALL)
    assert answers["CSV"].text.split() == ["name,points", "first,7", "second,0"]
    assert answers["JSONP"].text == '/**/show([{"name":"first"},{"name":"second"}], 200);'
    assert answers["JSONP"].headers["content-type"].startswith("application/javascript")
    assert answers["malformed"].headers["x-bright-error"] == "invalid-argument"


def test_forms(answers):
    for name in ("name", "learner_id", "points"):
        assert f'name="{name}"' in answers["new"].text
    assert "whose badge it is" in answers["new"].text
    assert 'value="7"' in answers["edit"].text and 'value="ann@example.com"' in answers["edit"].text
    assert (answers["new sent"].status, answers["edit sent"].status) == (201, 200)
    assert answers["after the form"].json["points"] == 8


def test_reference(checked, answers):
    page = answers["page"]
    assert page.status == 200 and "unique in the realm" in page.text and "points_re" in page.text
    paths = answers["OpenAPI"].json["paths"]
    assert {path: set(verbs) for path, verbs in paths.items() if path.split("/")[1] == "badge"} == OPERATIONS
    assert {parameter["name"] for parameter in paths["/badge"]["get"]["parameters"]} >= {"name_re", "limit", "fields"}
    assert checked["undocumented"] == []
