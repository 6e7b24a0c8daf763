"""What a person sees of an import's progress on a terminal."""

import io
import re

from server.commands.course import progress_bar

STEPS = (("reading the manifest", 0, 0), ("storing files", 1, 4), ("storing files", 4, 4), ("saving the course", 0, 0))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown_on(stream: io.StringIO, monkeypatch) -> list[str]:
    monkeypatch.setattr("sys.stderr", stream)
    with progress_bar() as report:
        for step in STEPS:
            report(*step)
    lines = re.sub(r"\x1b\[\S*?[a-z]", "", stream.getvalue()).replace("\n", "\r").split("\r")
    return [" ".join(line.split()) for line in lines if line.strip()]


def test_a_terminal_shows_percent_and_step(monkeypatch) -> None:
    lines = shown_on(Terminal(), monkeypatch)
    assert [re.sub(r"\[.*\] ", "", line) for line in lines] == [
        "0%", "0% reading the manifest", "25% storing files", "100% storing files", "100% saving the course",
    ]  # fmt: skip
    assert f"[{'#' * 36}]" in lines[-1]


def test_elsewhere_nothing_is_written(monkeypatch) -> None:
    assert shown_on(io.StringIO(), monkeypatch) == []
