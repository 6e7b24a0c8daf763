"""BRIGHT_HOME: the folder that holds all state of a Bright that `bright up` runs."""

import contextlib
import fcntl
import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from config import environment
from server.embedded.account import Account
from server.embedded.failure import Failure
from server.embedded.programs import SYSTEM_STATE

IN_THE_WAY = 3


class Home:
    def __init__(self, folder: Path):
        self.folder = folder
        self.logs = folder / "log"
        self.servers = folder / "servers.json"

    def make_folders(self) -> None:
        try:
            # Others may pass through but not look: the account that runs PostgreSQL must get to its data.
            self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
            for private in (self.logs, self.folder / "media"):
                private.mkdir(mode=0o700, exist_ok=True)
            (self.folder / "lock").touch()
        except OSError as error:
            raise Failure(
                f"{self.folder} can't be Bright's home: {error.strerror}. Choose another BRIGHT_HOME."
            ) from None

    def make_secret_key(self) -> None:
        if not environment.secret_keys(self.folder):
            self.write_private("secret_keys", secrets.token_urlsafe(48) + "\n")

    @contextlib.contextmanager
    def locked(self, address: str) -> Iterator[None]:
        """One `bright up` per home. The lock ends with us, however we end; the file says who holds it, and where."""
        with (self.folder / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise self._already_running(file) from None
            file.truncate(0)
            file.write(f"{os.getpid()} {address}\n")
            file.flush()
            yield

    def _already_running(self, file: Any) -> Failure:
        file.seek(0)
        pid, _, address = file.read().strip().partition(" ")
        where = f" at {address} (process {pid})" if address else ""
        return Failure(f"Bright already runs in {self.folder}{where}.", exit_code=IN_THE_WAY)

    def write_private(self, name: str, text: str) -> None:
        """The file appears whole and readable by us alone."""
        # mkstemp gives 0600.
        handle, fresh = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "w") as file:
            file.write(text)
        os.replace(fresh, self.folder / name)

    def announce(self, urls: dict[str, str]) -> None:
        self.write_private("servers.json", json.dumps(urls))

    def postgres_state(self, account: Account) -> Path:
        """Where PostgreSQL keeps its data: `postgres` in the home or, if its account can't get there, a folder of the
        system's to which `postgres` is then a link.
        """
        state = self.folder / "postgres"
        if not os.path.lexists(state):
            self._make_postgres_state(state, account)
        state = state.resolve()
        if not account.can_write(state):
            raise Failure(f"PostgreSQL's account can't write to {state}: start Bright as the user who made it.")
        return state

    def _make_postgres_state(self, state: Path, account: Account) -> None:
        if account.can_write(account.folder(state)):
            return
        state.rmdir()
        SYSTEM_STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
        state.symlink_to(account.folder(SYSTEM_STATE / f"home-{secrets.token_hex(6)}"))
