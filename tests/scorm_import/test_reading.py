"""Strangers' packages are read in a child process, whose CPU time, memory and time are limited."""

import os
import threading
import time
from pathlib import Path

import pytest

from apps.scorm.importing import reading
from apps.scorm.importing.child_limits import ChildLimits
from apps.scorm.importing.errors import PackageError, ReaderKilledError
from apps.scorm.importing.manifest import read_manifest
from apps.scorm.importing.reading import read_package, run
from apps.scorm.importing.unpacking import no_progress, open_archive
from tests.scorm_import.archives import course, manifest, manifest_2004, zipped
from tests.scorm_import.hostile import HOSTILE

LIMITED = """
import json, sys
from apps.scorm.importing import child_limits
from apps.scorm.importing.child_limits import ChildLimits
child_limits.apply(ChildLimits(**json.loads(sys.argv[1])))
"""


def package(tmp_path: Path, content: bytes) -> tuple[Path, Path]:
    """The zip, and an empty folder."""
    (tmp_path / "upload.zip").write_bytes(content)
    (tmp_path / "target").mkdir()
    return tmp_path / "upload.zip", tmp_path / "target"


def run_limited(program: str, **limits: float) -> object:
    """Run `program` as the reader is run, under these limits."""
    allowed = ChildLimits(**limits)  # type: ignore[arg-type]
    values = {name: getattr(allowed, name) for name in allowed.__dataclass_fields__}
    return run(["-c", LIMITED + program, reading.json.dumps(values)], no_progress, allowed)


def punycode_bomb() -> bytes:
    """A zip of 3 kB, whose manifest Python would decode for a minute."""
    text = '<?xml version="1.0" encoding="punycode"?><manifest>' + "<x>" * 9 + "-" + "a" * 640_000
    return zipped(course(**{"imsmanifest.xml": text}))


def test_reads_what_reading_in_process_reads(tmp_path: Path) -> None:
    objectives = '<imsss:objectives><imsss:primaryObjective objectiveID="é"/></imsss:objectives>'
    text = manifest_2004(item=f"<imsss:sequencing>{objectives}</imsss:sequencing>")
    content = zipped(course(**{"imsmanifest.xml": text, "folder/ü.txt": "text"}))
    archive, target = package(tmp_path, content)
    steps: list[tuple[str, int, int]] = []
    contents = read_package(archive, target, lambda *step: steps.append(step))
    with open_archive(archive) as opened:
        assert contents.manifest == read_manifest(opened.manifest_bytes(), opened.members)
        assert contents.archive_warnings == opened.warnings
    assert (target / "folder" / "ü.txt").read_text() == "text"
    assert contents.file_count == 3 and contents.unpacked_size == sum(
        path.stat().st_size for path in target.rglob("*") if path.is_file()
    )
    assert [steps[0], steps[1], steps[-1]] == [
        ("checking the archive", 0, 0),
        ("reading the manifest", 0, 0),
        ("storing files", 3, 3),
    ]


def test_a_manifest_that_costs_a_minute_is_refused_at_once(tmp_path: Path) -> None:
    bomb = punycode_bomb()
    assert len(bomb) < 4_000
    started = time.monotonic()
    with pytest.raises(PackageError, match="encoding `punycode`"):
        read_package(*package(tmp_path, bomb))
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_archives_are_refused(kind: str, tmp_path: Path) -> None:
    archive, part = HOSTILE[kind]
    with pytest.raises(PackageError) as refusal:
        read_package(*package(tmp_path, archive))
    assert part in str(refusal.value)


def test_endless_computing_is_a_refusal() -> None:
    started = time.monotonic()
    with pytest.raises(PackageError, match="too much computing time"):
        run_limited("while True: pass", read_seconds=1)
    assert time.monotonic() - started < 15  # one second of CPU, on a busy machine


def test_unpacking_has_a_limit_of_its_own() -> None:
    program = """
import time
child_limits.allow_unpacking(ChildLimits(**json.loads(sys.argv[1])))
while time.process_time() < 2: pass
print(json.dumps(["done", {}]))
"""
    assert run_limited(program, read_seconds=1, total_seconds=60) == {}
    with pytest.raises(PackageError, match="too much computing time"):
        run_limited(program, read_seconds=1, total_seconds=1)


def test_endless_waiting_is_a_refusal() -> None:
    with pytest.raises(PackageError, match="took longer than"):
        run_limited("import time; time.sleep(60)", wall_seconds=0.5)


def test_memory_is_limited(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="exit code 1"):
        run_limited("bytearray(600 << 20)")
    with pytest.raises(PackageError, match="too much memory"):
        read_package(*package(tmp_path, zipped(course())), limits=ChildLimits(memory=25 << 20))


def test_a_crash_of_the_parser_is_a_refusal() -> None:
    with pytest.raises(PackageError, match="crash"):
        run_limited("import os; os.kill(os.getpid(), 11)")


def test_a_kill_from_outside_is_no_refusal() -> None:
    with pytest.raises(ReaderKilledError):
        run_limited("import os; os.kill(os.getpid(), 9)")


def test_signals_to_the_whole_service_do_not_end_it() -> None:
    program = 'import os\nfor number in (1, 2, 15): os.kill(os.getpid(), number)\nprint(\'["done", {"a": 1}]\')'
    assert run_limited(program) == {"a": 1}


def test_it_can_start_no_process_and_sees_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIGHT_SECRET_KEYS", "canary")
    program = "import os\nprint(json.dumps(['done', dict(os.environ)]))"
    assert set(run_limited(program)) <= {"PYTHONPATH", "PYTHONUTF8", "LD_LIBRARY_PATH", "LC_CTYPE"}
    if os.getuid():  # root may
        with pytest.raises(RuntimeError):
            run_limited("import os; os.fork()")


def test_a_result_too_large_to_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="describes more than can be stored"):
        read_package(*package(tmp_path, zipped(course())), limits=ChildLimits(result_size=500))


def test_more_output_than_a_result_is_refused() -> None:
    with pytest.raises(PackageError, match="more about itself"):
        run_limited("print('x' * 200_000)", result_size=100_000)


def test_an_error_while_progress_is_shown_ends_the_child(tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the database is away")

    with pytest.raises(RuntimeError, match="the database is away"):
        read_package(*package(tmp_path, zipped(course())), fail)


def test_a_bug_in_the_reader_comes_back_with_its_traceback() -> None:
    with pytest.raises(RuntimeError, match="Traceback"):
        run_limited("print(json.dumps(['failed', 'Traceback']))")


def test_many_threads_read_at_once(tmp_path: Path) -> None:
    """As in gunicorn, and in a Celery thread pool."""
    titles: list[str] = []

    def read(number: int) -> None:
        folder = tmp_path / str(number)
        folder.mkdir()
        content = zipped(course(**{"imsmanifest.xml": manifest().replace("Golf", f"Golf {number}")}))
        titles.append(read_package(*package(folder, content)).manifest.title)

    threads = [threading.Thread(target=read, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(titles) == [f"Golf {number}" for number in range(8)]
