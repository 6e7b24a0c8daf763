"""Reads the published Bright V2 specification, so that the inventory of it can leave nothing out by hand.

Every line of the specification that isn't blank, nor a table's header, is part of exactly one row: a section's heading,
a route, a parameter, a field, a status, a sample (of a request, or of what it returns), or text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

SHOWN = 60  # characters of a row's first line that the inventory keeps
HEADING = re.compile(r"(?P<number>\d+(?:\.\d+)*)\. \S")
TABLES = {  # a table's header → the kind of its rows
    "HTTP Verb Path action used for": "route",
    "Verb Form": "route",
    "Parameter Example Notes": "parameter",
    "Parameter Example Description": "parameter",
    "Code Description": "status",
    "Field NameExample DataDescription": "field",
}
CONTINUES_PARAMETER = re.compile(r"\w+=|see \[")
SAMPLE = re.compile(r"curl |wget |\{|\[|<\?xml|https://\[|fields=|Processing by ")
RETURNED = re.compile(r"\{|\[|<\?xml")  # within a sample: what the request returns begins
SUBHEADINGS = ("Control Parameters", "Filter Parameters")


@dataclass(frozen=True)
class SeedRow:
    section: str
    line: int  # from 1
    kind: str  # section, route, parameter, field, status, sample, text
    text: str  # how its first line begins


class Line(NamedTuple):
    number: int
    text: str


def read(seed: str) -> list[SeedRow]:
    rows: list[SeedRow] = []
    section = "0"  # what the page says before its first section
    for block in blocks(seed):
        if heading := HEADING.match(block[0].text):
            section = heading["number"]
            rows.append(row(section, "section", block[0]))
            block = block[1:]
        rows += [row(section, kind, line) for kind, line in split(block)]
    return rows


def row(section: str, kind: str, line: Line) -> SeedRow:
    return SeedRow(section, line.number, kind, " ".join(line.text.split())[:SHOWN].strip())


def blocks(seed: str) -> Iterator[list[Line]]:
    """Lines that stand together: a blank line, a heading, or a subheading of a table parts them."""
    block: list[Line] = []
    for number, text in enumerate(seed.splitlines(), 1):
        if not text.strip() or HEADING.match(text) or text in SUBHEADINGS:
            if block:
                yield block
            block = []
        if text.strip():
            block.append(Line(number, text))
    if block:
        yield block


def split(block: list[Line]) -> Iterator[tuple[str, Line]]:
    """The rows of a block, each as its kind and first line."""
    kind = "text"
    for line in block:
        text = line.text.strip()
        if text in TABLES:
            kind = TABLES[text]
        elif kind == "sample":
            if RETURNED.match(line.text):
                yield kind, line
        elif kind == "text" and SAMPLE.match(text):
            kind = "sample"
            yield kind, line
        elif kind != "parameter" or not CONTINUES_PARAMETER.match(text):
            yield kind, line
