"""Folders for UNIX sockets: the kernel limits their paths to about 100 bytes, and some file systems take none."""

import contextlib
import hashlib
import os
import socket
from pathlib import Path

from server.embedded.account import Account
from server.errors import OperatorError

MAX_PATH = 100  # bytes
MAX_NAME = len("/.s.PGSQL.5432")  # the longest name of a socket in the folder


def socket_folder(wanted: Path, account: Account) -> Path:
    """`wanted` if sockets can be created there, else a folder with a short path, the same one at each start.

    It belongs to `account`. OperatorError if another account owns it.
    """
    if _takes_sockets(account.folder(wanted)):
        return wanted
    short = _short_folder(wanted)
    with contextlib.suppress(FileExistsError):
        short.mkdir(mode=0o700)
    if short.is_symlink() or short.stat().st_uid not in (os.geteuid(), account.uid):
        raise OperatorError(f"{short} belongs to another account: remove it, or choose a shorter path for BRIGHT_HOME.")
    short.chmod(0o700)
    return account.folder(short)


def remove_socket_folder(folder: Path) -> None:
    """Remove the folder if it is empty."""
    with contextlib.suppress(OSError):
        folder.rmdir()


def _short_folder(wanted: Path) -> Path:
    # XDG_RUNTIME_DIR belongs to one user: as root, PostgreSQL's account could not enter it.
    parent = os.environ.get("XDG_RUNTIME_DIR") if os.geteuid() else None
    if not parent or len(parent) > MAX_PATH // 2:
        parent = "/tmp"
    digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    return Path(parent) / f"bright-{os.geteuid()}-{digest}"


def _takes_sockets(folder: Path) -> bool:
    if len(os.fsencode(folder)) + MAX_NAME >= MAX_PATH:
        return False
    name = folder / ".probe"
    try:
        name.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as probe:
            probe.bind(str(name))
        name.unlink()
    except OSError:
        return False
    return True
