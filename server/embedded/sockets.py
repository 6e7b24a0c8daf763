"""Folders for UNIX sockets: the kernel takes about a hundred characters of path, and some disks take none."""

import contextlib
import hashlib
import os
import socket
from pathlib import Path

from server.embedded.account import Account
from server.embedded.failure import Failure

LONGEST = 100
# The longest name that a server puts into the folder.
ROOM_FOR_NAME = len("/.s.PGSQL.5432")


def socket_folder(wanted: Path, account: Account) -> Path:
    """`wanted` if sockets can live there, else a short folder of our own, the same one at each start."""
    if _takes_sockets(account.folder(wanted)):
        return wanted
    short = _short_folder(wanted)
    with contextlib.suppress(FileExistsError):
        short.mkdir(mode=0o700)
    if short.is_symlink() or short.stat().st_uid not in (os.geteuid(), account.uid):
        raise Failure(f"{short} belongs to somebody else: remove it, or choose a shorter path for BRIGHT_HOME.")
    short.chmod(0o700)
    return account.folder(short)


def remove_socket_folder(folder: Path) -> None:
    """Unless a socket was left in it."""
    with contextlib.suppress(OSError):
        folder.rmdir()


def _short_folder(wanted: Path) -> Path:
    # XDG_RUNTIME_DIR belongs to one user: as root, PostgreSQL's account could not enter it.
    parent = os.environ.get("XDG_RUNTIME_DIR") if os.geteuid() else None
    if not parent or len(parent) > LONGEST // 2:
        parent = "/tmp"
    mark = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    return Path(parent) / f"bright-{os.geteuid()}-{mark}"


def _takes_sockets(folder: Path) -> bool:
    if len(os.fsencode(folder)) + ROOM_FOR_NAME >= LONGEST:
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
