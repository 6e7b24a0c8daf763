"""`manage.py check --deploy` reports nothing for a server behind https."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def check(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess:
    key = "9f2c1e7ab05d4836f1c89b2e60a7d3548e1f6a0b7c2d9e3f4a5b6c7d8e9f0a1b"
    home = {"PATH": os.environ["PATH"], "BRIGHT_HOME": str(tmp_path), "BRIGHT_SECRET_KEYS": key}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env={**home, **environment}, capture_output=True, text=True, timeout=120)


def test_behind_https_it_is_quiet(tmp_path: Path) -> None:
    urls = {"BRIGHT_BASE_URL": "https://bright.example", "BRIGHT_CONTENT_URL": "https://content.example"}
    done = check(tmp_path, **urls, BRIGHT_BEHIND_PROXY="true", DATABASE_URL=os.environ["DATABASE_URL"])
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_without_https_it_warns_of_cookies(tmp_path: Path) -> None:
    done = check(tmp_path, DATABASE_URL=os.environ["DATABASE_URL"])
    assert done.returncode == 1 and "SESSION_COOKIE_SECURE" in done.stderr
