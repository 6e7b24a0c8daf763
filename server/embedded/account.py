"""The system account that runs PostgreSQL, which refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.errors import OperatorError

NAME = "bright"


@dataclass(frozen=True)
class Account:
    """The user and group that a server runs as. None: the same as this process."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def for_servers(cls) -> "Account":
        """This process's own account; if that is root, the system account `bright`, created if missing."""
        if os.geteuid() != 0:
            return cls()
        entry = _entry() or _create()
        return cls(entry.pw_uid, entry.pw_gid)

    @property
    def popen(self) -> dict[str, Any]:
        """Arguments for subprocess.Popen to run a command as this account."""
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def folder(self, path: Path) -> Path:
        """Create a folder that only this account may enter, unless it exists. Its parent must exist."""
        path.mkdir(mode=0o700, exist_ok=True)
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)
        return path

    def can_run(self, program: Path) -> bool:
        return self._succeeds([str(program), "--version"])

    def can_write(self, folder: Path) -> bool:
        return self._succeeds(["test", "-w", str(folder)])

    def _succeeds(self, command: list[str]) -> bool:
        try:
            return subprocess.run(command, cwd="/", capture_output=True, **self.popen).returncode == 0
        except OSError:  # This account can't reach the program itself.
            return False


def _entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _create() -> pwd.struct_passwd:
    nologin = shutil.which("nologin", path="/usr/sbin:/sbin:/usr/bin") or "/bin/false"
    command = [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
        "--shell",
        nologin,
        NAME,
    ]
    try:
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(NAME)
    except (OSError, subprocess.CalledProcessError, KeyError):
        # Another `bright up` may have created it at the same time.
        if entry := _entry():
            return entry
    raise OperatorError(
        "PostgreSQL does not run as root, and the system account `bright` could not be created:"
        " create it with useradd, or start Bright as an ordinary user."
    )
