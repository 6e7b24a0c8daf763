"""The inventory of the published Bright V2 specification is whole, true to it, and covered by tests that exist."""

import ast
import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.contract.inventory import INVENTORY
from tests.contract.inventory.rows import SAMPLE_TEST, Row
from tests.contract.samples import SAMPLES
from tests.contract.seed_reader import SeedRow, read

ROOT = Path(__file__).parents[2]
SEED = ROOT.parent / "shared/spec/seeds/003_f68ba2312b509fca.txt"  # not part of this repository
PARSED = [SeedRow(*row) for row in json.loads((Path(__file__).parent / "inventory/seed_rows.json").read_text())]
TEXT = ("rule", "prose")


def test_what_was_read_of_the_seed_is_the_seed():
    if not SEED.exists():
        pytest.skip("The seed is not on this machine; inventory/seed_rows.json holds what was read of it.")
    assert read(SEED.read_text()) == PARSED


def test_every_row_of_the_seed_is_in_the_inventory():
    assert len(PARSED) == len(INVENTORY) > 500
    for ours, theirs in zip(INVENTORY, PARSED, strict=True):
        assert (ours.section, ours.line) == (theirs.section, theirs.line)
        assert ours.kind in (TEXT if theirs.kind == "text" else (theirs.kind,)), theirs
        assert ours.text and theirs.text.startswith(ours.text)


def test_what_is_left_out_of_the_inventory_is_noticed():
    """The reader sees each kind of row; a specification with one line more has one row more."""
    assert set(Counter(row.kind for row in PARSED)) == {
        "section", "route", "parameter", "field", "status", "sample", "text",
    }  # fmt: skip
    table = "5.9.1. parameters\nParameter Example Notes\n__access method__ One of:\napi_key=x\n{}\n\nText.\n"
    for line, kind in (("colour", "parameter"), ("api_key=y [another]", None), ("see [Access Modes]", None)):
        rows = read(table.format(line))
        assert [row.kind for row in rows] == ["section", "parameter", *([kind] if kind else []), "text"]


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text())
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def exists(node_id: str) -> bool:
    if node_id.startswith(f"{SAMPLE_TEST}["):
        return node_id.removeprefix(SAMPLE_TEST)[1:-1] in {sample.section for sample in SAMPLES}
    path, _, name = node_id.partition("::")
    return (ROOT / path).exists() and name in names_in(path)


def test_every_test_that_is_named_exists():
    assert [test for row in INVENTORY for test in row.tests if not exists(test)] == []


def holds(section: Row, row: Row) -> bool:
    return row is not section and (row.section == section.section or row.section.startswith(f"{section.section}."))


def is_covered(row: Row) -> bool:
    if row.kind == "section" and not row.tests:
        return any(is_covered(below) for below in INVENTORY if holds(row, below))
    return bool(row.tests)


def is_prose(row: Row) -> bool:
    """What promises nothing: text marked so, and a section of nothing else."""
    if row.kind == "section" and not row.tests:
        below = [below for below in INVENTORY if holds(row, below)]
        return bool(below) and all(is_prose(one) for one in below)
    return row.kind == "prose"


def test_no_row_is_uncovered(capsys):
    prose = [row for row in INVENTORY if is_prose(row)]
    uncovered = [(row.line, row.kind, row.text) for row in INVENTORY if not is_prose(row) and not is_covered(row)]
    kinds = Counter(row.kind for row in INVENTORY if not is_prose(row))
    with capsys.disabled():
        print(f"\nBright seed: {len(INVENTORY)} rows ({', '.join(f'{n} {kind}' for kind, n in kinds.items())}), "
              f"{len(prose)} prose without a promise, {len(uncovered)} uncovered")  # fmt: skip
    assert uncovered == []
    assert not [row for row in prose if row.tests]
