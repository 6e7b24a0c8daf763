"""A progress bar on stderr. It shows itself on terminals only: elsewhere stderr is for errors."""

import sys
from typing import Any

WIDTH = 30


class ProgressBar:
    """Callable with (step, done, total), as imports report; the line is removed at the end."""

    def __init__(self) -> None:
        self.visible = sys.stderr.isatty()
        self.shown = ""

    def __enter__(self) -> "ProgressBar":
        return self

    def __exit__(self, *_: Any) -> None:
        if self.shown:
            self._draw("")
            sys.stderr.write("\r")

    def __call__(self, step: str, done: int, total: int) -> None:
        share = min(done / total, 1) if total else 1
        line = f"[{'#' * round(share * WIDTH):{WIDTH}}] {share:4.0%} {step}"
        if self.visible and line != self.shown:
            self._draw(line)

    def _draw(self, line: str) -> None:
        sys.stderr.write("\r" + line.ljust(len(self.shown)))
        sys.stderr.flush()
        self.shown = line
