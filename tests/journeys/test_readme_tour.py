"""The README's curl tour, run line by line with launch URLs and times masked."""

import re
import subprocess
from pathlib import Path

import pytest

from server import demo_data as demo

README = Path(__file__).parents[2] / "README.md"
MASKS = (
    (r"http://(localhost|127\.0\.0\.1):\d+/play/[^/]+/", "<launch url>"),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "<time>"),
)


def steps() -> list[tuple[str, str]]:
    """(command, expected output) of every `$ ` line between the tour's marks."""
    tour = README.read_text().partition("<!-- tour -->")[2].partition("<!-- end of tour -->")[0]
    steps: list[tuple[str, str]] = []
    for block in re.findall(r"```console\n(.*?)```", tour, re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = step.partition("\n")
            steps.append((command, expected))
    return steps


def masked(text: str) -> str:
    for pattern, word in MASKS:
        text = re.sub(pattern, word, text)
    return text.strip()


@pytest.mark.django_db(transaction=True)
def test_the_tour_prints_what_the_readme_says(start_bright, settings, tmp_path):
    server = start_bright()
    settings.BRIGHT_BASE_URL, settings.BRIGHT_HOME = server.base_url, tmp_path / ".bright"
    settings.BRIGHT_HOME.mkdir()
    demo.create()
    assert len(steps()) > 10
    shell = subprocess.Popen(["bash"], cwd=tmp_path, stdin=-1, stdout=-1, stderr=subprocess.STDOUT, text=True)
    try:
        for command, expected in steps():
            assert masked(output_of(shell, command)) == masked(expected), command
    finally:
        shell.kill()


def output_of(shell: subprocess.Popen, command: str) -> str:
    """The output of one line, in a shell that keeps its variables."""
    assert shell.stdin and shell.stdout
    shell.stdin.write(f"{command}\nprintf '\\n<end>\\n'\n")
    shell.stdin.flush()
    lines = []
    for line in shell.stdout:
        if line == "<end>\n":
            break
        lines.append(line)
    return "".join(lines)
