"""A manifest of any bytes is either read or refused with one sentence."""

import json
import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.manifest import read_manifest
from tests.scorm_import.archives import manifest, manifest_2004
from tests.scorm_import.test_sequencing import FULL

EXAMPLES = 20_000 if os.environ.get("BRIGHT_SOAK") else 300
GOOD = [manifest().encode(), manifest_2004(item=FULL).encode()]
PIECES = [
    b"<",
    b">",
    b"&amp;",
    b"&x;",
    b"<!DOCTYPE m [",
    b"]>",
    b'<!ENTITY x "y">',
    b"<![CDATA[",
    b"-->",
    b"\0",
    b"\xff\xfe",
    b"identifierref=",
    b'"',
    b"NaN",
    b"-1e999",
    b"9" * 5000,
    b"xml:base='../'",
    b"<item>",
    b"</item>",
    b"encoding='utf-7'",
]

mutations = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 60), st.one_of(st.binary(max_size=8), st.sampled_from(PIECES))
    ),  # position, length to remove, replacement
    min_size=1,
    max_size=6,
)
thorough = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_or_refuse(data: bytes) -> None:
    try:
        manifest_ = read_manifest(data, ["index.html"])
    except PackageError as refusal:
        assert "\n" not in str(refusal) and str(refusal).endswith(".")
    else:
        assert json.dumps(manifest_.as_json(), allow_nan=False)
        assert {each.href.partition("?")[0].partition("#")[0] for each in manifest_.launchables} == {"index.html"}


@thorough
@given(st.binary(max_size=2000))
def test_random_bytes(data: bytes) -> None:
    read_or_refuse(data)


@thorough
@given(st.sampled_from(GOOD), mutations)
def test_mutations_of_a_good_manifest(data: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    for position, length, replacement in changes:
        at = int(position * len(data))
        data = data[:at] + replacement + data[at + length :]
    read_or_refuse(data)
