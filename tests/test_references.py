"""No reference is dead: links between our pages, pages and headings that comments name, decisions, paths.

How a comment cites a page: docs/contract/README.md, "How to cite these pages".
"""

import re
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parent.parent
CODE = {".py", ".js", ".ts", ".css", ".html", ".yml", ".yaml", ".toml"}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6} +(.+?)\s*$", re.MULTILINE)
PAGE = re.compile(r"(?<![\w./-])docs/[\w./-]+\.(?:md|html|svg)\b")
CITED = re.compile(r"(?<![\w./-])(docs/[\w./-]+\.md), \"([^\"]+)\"")
DECISION = re.compile(r"\b[Dd]ecision (\d{4})\b|docs/decisions/(\d{4})(?![\w-])")
PATH = re.compile(r"`((?:bright|apps|config|server|tests|bench|docs)/[\w./-]*)`")
MARK = re.compile(r"^\s*(?:#|//|\*)+ ?", re.MULTILINE)
# Pages that were never part of this repository, in the spellings that comments once had.
OUTSIDE = re.compile(
    r"(?<![\w/-])(?:bright-v2|clients-as-they-are|runtime-and-dispatch|architecture-examples|bright-background"
    r"|scorm-cloud-v1|frame-review|scorm-conformance|remote-providers|dispatch-in-real-lmss)\.md"
    r"|(?<!contract/)(?<![\w-])(?:performance|reliability|platform)\.md|shared/spec|\b[Ss]eed(?:'s sections?)? \d"
)
OWN = re.compile(r"(?:performance|reliability)\.md")  # within docs/contract these are pages beside each other
INVENTED = ("badge",)  # the resource of docs/adding-a-resource.md


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    return [name for name in listed.stdout.split("\n") if (ROOT / name).is_file()]


PAGES = [name for name in tracked() if name.endswith(".md")]
SOURCES = [name for name in tracked() if Path(name).suffix in CODE and name != "tests/test_references.py"]


@cache
def text_of(name: str) -> str:
    return (ROOT / name).read_text()


@cache
def words_of(name: str) -> str:
    """The text with its line breaks and comment marks taken out, so that a reference may be broken over two lines."""
    return " ".join(MARK.sub("", text_of(name)).split())


@cache
def headings(page: str) -> list[str]:
    return HEADING.findall(FENCE.sub("", text_of(page)))


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    plain = LINK.sub(lambda link: link[0].partition("]")[0].lstrip("!["), heading).lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def dead_link(page: str, target: str) -> bool:
    if re.match(r"[a-z]+:", target) or target.startswith("/"):
        return False  # elsewhere; or a path of a running server
    path, _, anchor = target.partition("#")
    file = (ROOT / page).parent / unquote(path) if path else ROOT / page
    if not file.exists():
        return True
    name = str(file.resolve().relative_to(ROOT))
    return bool(anchor) and anchor not in map(slug, headings(name))


@pytest.mark.parametrize("page", PAGES)
def test_links_of_a_page_lead_somewhere(page):
    text = FENCE.sub("", text_of(page))
    assert [target for target in LINK.findall(text) if dead_link(page, target)] == []


@pytest.mark.parametrize("page", PAGES)
def test_paths_that_a_page_names_are_there(page):
    text = text_of(page) if page != "CHANGELOG.md" else ""  # which tells of what was, too
    paths = (path for path in PATH.findall(text) if not any(word in path for word in INVENTED))
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_pages_and_headings_that_comments_name_are_there():
    dead = []
    for name in SOURCES:
        dead += [f"{name}: {path}" for path in PAGE.findall(words_of(name)) if not (ROOT / path).exists()]
        for page, heading in CITED.findall(words_of(name)):
            if (ROOT / page).is_file() and heading not in headings(page):
                dead.append(f'{name}: {page}, "{heading}"')
    assert dead == []


def test_decisions_that_are_named_are_there():
    known = {path.name[:4] for path in ROOT.glob("docs/decisions/*.md")}
    for name in (*SOURCES, *PAGES):
        numbers = {number for pair in DECISION.findall(words_of(name)) for number in pair if number}
        assert numbers <= known, name


def test_no_comment_leads_out_of_the_repository():
    leading_out = []
    for name in (*SOURCES, *PAGES):
        for line in text_of(name).split("\n"):
            searched = OWN.sub("", line) if name.startswith("docs/contract/") else line
            # One test looks whether the specification happens to be on this machine.
            if OUTSIDE.search(searched) and not line.startswith("SEED = "):
                leading_out.append(f"{name}: {line.strip()}")
    assert leading_out == []


def test_anchors_are_made_as_github_makes_them():
    assert slug("Headers, ETag and streaming") == "headers-etag-and-streaming"
    assert slug("The provider's block") == "the-providers-block"
    assert slug("`add_learners`, again") == "add_learners-again"
