"""Package files on disk: `<BRIGHT_MEDIA>/packages/<storage key>/<name>`, readable only by the server's own user."""

import os
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings

KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")  # from random_text(); never looks like a temporary folder
TEMPORARY = ".importing-"


class OutsideStorageError(ValueError):
    """The key or name does not lead to a place inside the storage."""


class PackageStorage:
    def __init__(self, root: Path | None = None) -> None:
        self.root = root or Path(settings.BRIGHT_MEDIA) / "packages"

    @contextmanager
    def temporary(self) -> Iterator[Path]:
        """A new folder next to the packages, so that publishing is one rename; deleted afterwards unless published."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=self.root))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def publish(self, temporary: Path, key: str) -> None:
        """Move a temporary folder to its key. After this all its files are there, even after a power failure."""
        os.sync()  # one call for up to 20,000 files; one fsync for each would take minutes on a hard disk
        temporary.rename(self.folder(key))
        descriptor = os.open(self.root, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def folder(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise OutsideStorageError(key)
        return self.root / key

    def path(self, key: str, name: str) -> Path:
        """Where a file of this name is, if it exists. Names are stored in NFC. Raises OutsideStorageError."""
        parts = unicodedata.normalize("NFC", name).split("/")
        if "\0" in name or not parts or any(part in ("", ".", "..") for part in parts):
            raise OutsideStorageError(name)
        return self.folder(key).joinpath(*parts)

    def find(self, key: str, name: str) -> Path | None:
        """The package's file of this name; None if there is none, also for names that lead elsewhere."""
        try:
            path = self.path(key, name)
        except OutsideStorageError:
            return None
        return path if os.path.isfile(path) else None  # unlike Path.is_file, False also for a name that is too long

    def delete(self, key: str) -> None:
        """Delete a package's files; no error if they are gone already."""
        shutil.rmtree(self.folder(key), ignore_errors=True)

    def remove_all_but(self, keys: Collection[str], older_than: timedelta) -> int:
        """Delete folders that belong to none of `keys` and have not changed for `older_than`; returns how many."""
        if not self.root.is_dir():
            return 0
        changed_before = time.time() - older_than.total_seconds()
        orphans = []
        for folder in self.root.iterdir():
            with suppress(FileNotFoundError):  # an import that has just ended
                if folder.name not in keys and folder.stat().st_mtime < changed_before:
                    orphans.append(folder)
        for folder in orphans:
            shutil.rmtree(folder, ignore_errors=True)
        return len(orphans)
