"""Wrong values in the environment stop the start, each with one sentence that says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
KEY = "k" * 40


def start(tmp_path: Path, *names: str, **environment: str) -> subprocess.CompletedProcess:
    """Load the settings in a process of their own, with nothing but these variables, and print the named ones."""
    names = names or ("BRIGHT_BASE_URL", "ALLOWED_HOSTS")
    env = {"PATH": os.environ["PATH"], "BRIGHT_HOME": str(tmp_path), "BRIGHT_SECRET_KEYS": KEY, **environment}
    code = f"from config import settings; print({', '.join(f'settings.{name}' for name in names)})"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)


def test_it_works(tmp_path):
    done = start(tmp_path, BRIGHT_PORT="8123", BRIGHT_ALLOWED_HOSTS="a.example, b.example")
    assert done.stdout.strip() == "http://127.0.0.1:8123 ['127.0.0.1', 'localhost', 'a.example', 'b.example']"


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"BRIGHT_CONTENT_URL": "http://127.0.0.1:9000"}, "must have different host names"),
        ({"BRIGHT_BASE_URL": "https://localhost"}, "must have different host names"),
        ({"BRIGHT_BASE_URL": "bright.example"}, "BRIGHT_BASE_URL must look like https://bright.example"),
        ({"BRIGHT_CONTENT_URL": "http://localhost/here"}, "BRIGHT_CONTENT_URL must look like"),
        ({"BRIGHT_PORT": "eighty"}, "BRIGHT_PORT must be a whole number, not 'eighty'."),
        ({"BRIGHT_BEHIND_PROXY": "maybe"}, "BRIGHT_BEHIND_PROXY must be true or false, not 'maybe'."),
        ({"BRIGHT_SECOND_FACTOR": "maybe"}, "BRIGHT_SECOND_FACTOR must be required or optional, not 'maybe'."),
        ({"BRIGHT_INVALID_ARGUMENT_STATUS": "200"}, "BRIGHT_INVALID_ARGUMENT_STATUS must be 500 or 400, not '200'."),
        ({"BRIGHT_SECRET_KEYS": "short"}, "must have 32 characters or more"),
        ({"BRIGHT_SECRET_KEYS": ""}, "There is no secret key: set BRIGHT_SECRET_KEYS"),
    ],
)
def test_a_wrong_value_stops_the_start(tmp_path, environment, sentence):
    done = start(tmp_path, **environment)
    assert done.returncode != 0
    assert sentence in done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("base_url", "chosen", "second_factor"),
    [
        ("http://127.0.0.1:8000", "", "optional"),
        ("http://bright.localhost", "", "optional"),
        ("https://bright.example", "", "required"),
        ("https://bright.example", "optional", "optional"),
        ("http://127.0.0.1:8000", "Required", "required"),
    ],
)
def test_a_server_that_others_reach_requires_a_second_factor(tmp_path, base_url, chosen, second_factor):
    done = start(tmp_path, "BRIGHT_SECOND_FACTOR", BRIGHT_BASE_URL=base_url, BRIGHT_SECOND_FACTOR=chosen)
    assert done.stdout.strip() == second_factor


def test_a_secret_may_come_from_a_file(tmp_path):
    file = tmp_path / "keys"
    file.write_text(KEY + "\n")
    assert start(tmp_path, BRIGHT_SECRET_KEYS="", BRIGHT_SECRET_KEYS_FILE=str(file)).returncode == 0
    assert start(tmp_path, BRIGHT_SECRET_KEYS="", BRIGHT_SECRET_KEYS_FILE=str(tmp_path)).returncode != 0
