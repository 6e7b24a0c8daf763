"""Helpers that write a report's elements. Pure."""

import re

from lxml.etree import CDATA, SubElement, _Element

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(value: str) -> str:
    """`value` without the characters that XML 1.0 forbids."""
    return FORBIDDEN.sub("", value)


def add(parent: _Element, name: str, value: str = "") -> _Element:
    """Append `<name>value</name>` to `parent`; returns the new element."""
    node = SubElement(parent, name)
    node.text = clean(value) or None
    return node


def add_data(parent: _Element, name: str, value: str) -> None:
    """Append a value as a CDATA section, as clients expect of suspend_data; as plain text if it contains `]]>`."""
    node = add(parent, name, value)
    if node.text and "]]>" not in node.text:
        node.text = CDATA(node.text)


def format_number(value: float) -> str:
    """At most two decimals, and none where not needed: `80`, `86.67`."""
    return f"{round(value, 2):g}"
