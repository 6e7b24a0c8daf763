"""The tenant rules that no linter holds: sizes, one place that scopes each model, nothing undocumented."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps

from bright.rest.viewsets import BrightViewSet
from config.urls import router

ROOT = Path(__file__).parents[1]
PLACES = ("bright", "apps", "config", "server", "bench")
SOURCES = sorted(
    path.relative_to(ROOT)
    for path in chain.from_iterable(ROOT.glob(f"{place}/**/*.py") for place in PLACES)
    if "migrations" not in path.parts
)
BROWSER_CODE = sorted(
    path.relative_to(ROOT)
    for kind in ("js", "css", "html")
    for place in ("apps", "bright", "config")
    for path in ROOT.glob(f"{place}/**/*.{kind}")
)
TESTS = sorted(path.relative_to(ROOT) for path in ROOT.glob("tests/**/*.py"))
SHOWN_WITH_THEIR_OWNER = ("CourseVersion", "InvitationCourse", "InvitationLearner", "Seat")
LONGEST_FILE, LONGEST_FUNCTION, FRAMEWORK_STATEMENT_LINES = 300, 40, 1700
NOUNS = ("course", "registration", "invitation", "stored_query", "attempt", "realm_user", "launch", "api_key")


@pytest.mark.parametrize("path", [*SOURCES, *TESTS, *BROWSER_CODE], ids=str)
def test_no_file_passes_300_lines(path):
    assert len((ROOT / path).read_text().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_no_function_is_long(path):
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name


def test_the_framework_package_stays_small():
    files = [path for part in ("rest", "reading", "encoding", "http") for path in (ROOT / "bright" / part).glob("*.py")]
    assert sum(statement_lines(path.read_text()) for path in files) <= FRAMEWORK_STATEMENT_LINES


def statement_lines(source: str) -> int:
    """Lines that do something: without blank lines, comments, docstrings and imports."""
    left_out: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            left_out.update(range(node.lineno, node.end_lineno + 1))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            left_out.update(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    lines = [line.strip() for number, line in enumerate(source.splitlines(), 1) if number not in left_out]
    return sum(bool(line) and not line.startswith("#") for line in lines)


def test_the_framework_package_names_no_resource():
    for path in (ROOT / "bright").glob("**/*.py"):
        tree = ast.parse(path.read_text())
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        assert not names.intersection(NOUNS), path


@pytest.mark.parametrize("name", sorted(router.viewsets))
def test_a_resources_model_scopes_itself(name):
    model = router.viewsets[name].document.model
    assert hasattr(model.objects, "visible_to"), model


def test_views_ask_for_rows_through_their_scope_only():
    """`Model.objects` in a view is followed by `visible_to`, or is a factory that takes the caller's realm."""
    allowed = re.compile(
        r"\.objects\.(visible_to|reportable_by|get_or_create\w*|keep|initialize)\("
        r"|Course\.objects\.filter\(course_provider=provider"
    )
    for path in ROOT.glob("apps/*/view*.py"):
        if path.parent.name in ("start", "scorm"):
            continue  # pages of the operator, who sees all; and the engine, which knows tokens only
        for line in path.read_text().splitlines():
            assert ".objects" not in line or allowed.search(line), f"{path}: {line.strip()}"


@pytest.mark.parametrize("name", sorted(router.viewsets))
def test_a_viewset_has_the_actions_of_its_access_table(name):
    viewset: type[BrightViewSet] = router.viewsets[name]
    for action in viewset.required_scopes:
        assert callable(getattr(viewset, action)), action


def test_every_model_has_an_admin_list_or_is_the_engines():
    from django.contrib import admin  # noqa: PLC0415 - its registry fills as apps get ready

    for model in apps.get_models():
        if model.__module__.startswith("apps.") and model._meta.app_label != "scorm":
            assert model in admin.site._registry or model.__name__ in SHOWN_WITH_THEIR_OWNER, model


def test_every_setting_from_the_environment_is_in_the_readme():
    readme = (ROOT / "README.md").read_text()
    source = (ROOT / "config/settings.py").read_text()
    for name in re.findall(r'env\.\w+\(\s*"(\w+)"', source):
        if not name.startswith("BRIGHT_UNSAFE"):
            assert name in readme, name
