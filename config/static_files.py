"""Which static files are served, and collectstatic, skipped when nothing has changed: compressing takes seconds."""

import hashlib
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder, get_finders
from django.core.management import call_command
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class NeededFilesFinder(FileSystemFinder):
    """Of the folders in STATICFILES_DIRS, npm packages, only what BRIGHT_BROWSER_CODE names."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        for name, storage in super().list(ignore_patterns):
            if any(fnmatch(name, pattern) for pattern in settings.BRIGHT_BROWSER_CODE):
                yield name, storage


class QuickCompressor(Compressor):
    """Brotli at its best takes 26 s for our files and at this quality less than 1 s; they grow by an eighth."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=5)


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    def create_compressor(self, **options: Any) -> Compressor:
        return QuickCompressor(**options)


def collect() -> bool:
    """Whether there was anything to do."""
    stamp, state = Path(settings.STATIC_ROOT) / ".stamp", _state()
    if stamp.exists() and stamp.read_text() == state:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state)
    return True


def _state() -> str:
    """A digest of the name, size and time of every source file."""
    lines = sorted(f"{name} {path.stat().st_size} {path.stat().st_mtime_ns}" for name, path in _sources())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _sources() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield f"{getattr(storage, 'prefix', None) or ''}/{name}", Path(storage.path(name))
