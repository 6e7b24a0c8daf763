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
from server.embedded.programs import SYSTEM_STATE
from server.errors import EXIT_CONFLICT, OperatorError


class Home:
    def __init__(self, folder: Path):
        self.folder = folder
        self.logs = folder / "log"
        self.servers = folder / "servers.json"

    def make_folders(self) -> None:
        try:
            # Others may enter but not list it: the account that runs PostgreSQL must reach its data.
            self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
            for private in (self.logs, self.folder / "media"):
                private.mkdir(mode=0o700, exist_ok=True)
            (self.folder / "lock").touch()
        except OSError as error:
            raise OperatorError(
                f"{self.folder} can't be Bright's home ({error.strerror}): choose another BRIGHT_HOME."
            ) from None

    def make_secret_key(self) -> None:
        if not environment.secret_keys(self.folder):
            self.write_private("secret_keys", secrets.token_urlsafe(48) + "\n")

    @contextlib.contextmanager
    def locked(self, address: str) -> Iterator[None]:
        """Holds the lock that allows one `bright up` per home. The kernel releases it however this process ends.

        The lock file names the process and `address`. OperatorError if another process holds the lock.
        """
        with (self.folder / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise self._already_running(file) from None
            file.truncate(0)
            file.write(f"{os.getpid()} {address}\n")
            file.flush()
            yield

    def _already_running(self, file: Any) -> OperatorError:
        file.seek(0)
        pid, _, address = file.read().strip().partition(" ")
        where = f" at {address} (process {pid})" if address else ""
        return OperatorError(
            f"Bright is already running in {self.folder}{where}: use that, or stop it.", exit_code=EXIT_CONFLICT
        )

    def write_private(self, name: str, text: str) -> None:
        """Write a file that only this account can read. It appears complete: others never see half of it."""
        handle, temporary = tempfile.mkstemp(dir=self.folder)  # with mode 0600
        with os.fdopen(handle, "w") as file:
            file.write(text)
        os.replace(temporary, self.folder / name)

    def write_server_urls(self, urls: dict[str, str]) -> None:
        """Tell the other commands where the embedded servers are."""
        self.write_private("servers.json", json.dumps(urls))

    def postgres_state(self, account: Account) -> Path:
        """The folder for PostgreSQL's data: `postgres` in the home or, if its account can't reach that, a folder below
        SYSTEM_STATE, to which `postgres` is then a link.
        """
        state = self.folder / "postgres"
        if not os.path.lexists(state):
            self._make_postgres_state(state, account)
        state = state.resolve()
        if not account.can_write(state):
            raise OperatorError(
                f"PostgreSQL's account can't write to {state}: start Bright as the user who created it."
            )
        return state

    def _make_postgres_state(self, state: Path, account: Account) -> None:
        if account.can_write(account.folder(state)):
            return
        state.rmdir()
        SYSTEM_STATE.mkdir(mode=0o755, parents=True, exist_ok=True)
        state.symlink_to(account.folder(SYSTEM_STATE / f"home-{secrets.token_hex(6)}"))
