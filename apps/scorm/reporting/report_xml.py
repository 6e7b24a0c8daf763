"""The few things that all of a report's elements need. Pure."""

import re

from lxml.etree import CDATA, SubElement, _Element

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(value: str) -> str:
    """Without the characters that XML 1.0 forbids."""
    return FORBIDDEN.sub("", value)


def add(parent: _Element, name: str, value: str = "") -> _Element:
    node = SubElement(parent, name)
    node.text = clean(value) or None
    return node


def add_data(parent: _Element, name: str, value: str) -> None:
    """As a CDATA section, which clients expect of suspend_data; as plain text where its end mark forbids one."""
    node = add(parent, name, value)
    if node.text and "]]>" not in node.text:
        node.text = CDATA(node.text)


def as_number(value: float) -> str:
    """`80`, `86.67`: no decimals where there are none."""
    return f"{round(value, 2):g}"
