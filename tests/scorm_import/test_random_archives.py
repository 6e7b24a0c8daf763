"""An archive of any bytes is either unpacked as it claims or refused with one sentence."""

import os
import tempfile
import zipfile
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.unpacking import unpack
from tests.scorm_import.archives import course, zipped

EXAMPLES = 20_000 if os.environ.get("BRIGHT_SOAK") else 300
GOOD = zipped(course())
with mock.patch.object(zipfile, "ZIP_FILECOUNT_LIMIT", 0), mock.patch.object(zipfile, "ZIP64_LIMIT", 1):
    GOOD_ZIP64 = zipped(course())
# Most bytes are compressed data; the interesting ones are in headers, which are found by their signatures.
SIGNATURES = [b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7"]
VALUES = [b"\xff" * 8, b"\0" * 4, b"\1", b"\xff\xff", b"/", b"../", b"PK\5\6"]

changes = st.lists(
    st.tuples(
        st.sampled_from(SIGNATURES),
        st.integers(-8, 64),
        st.one_of(st.binary(min_size=1, max_size=8), st.sampled_from(VALUES)),
    ),
    min_size=1,
    max_size=4,
)


def unpack_or_refuse(archive: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path, target = Path(name, "upload.zip"), Path(name, "a", "target")
        path.write_bytes(archive)
        target.mkdir(parents=True)
        try:
            unpacked = unpack(path, target)
        except PackageError as refusal:
            assert "\n" not in str(refusal) and str(refusal).endswith(".")
        else:
            assert unpacked.files == [(file, (target / file).stat().st_size) for file, _ in unpacked.files]
        assert sorted(os.listdir(name)) == ["a", "upload.zip"] and os.listdir(Path(name, "a")) == ["target"]


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from([GOOD, GOOD_ZIP64]), changes, st.integers(0, 12))
def test_changed_headers(archive: bytes, patches: list[tuple[bytes, int, bytes]], cut_off: int) -> None:
    for signature, offset, value in patches:
        at = max(archive.rfind(signature) + offset, 0)
        archive = archive[:at] + value + archive[at + len(value) :]
    unpack_or_refuse(archive[: len(archive) - cut_off] if cut_off > 6 else archive)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes_after_a_zip_signature(data: bytes) -> None:
    unpack_or_refuse(b"PK\3\4" + data)
