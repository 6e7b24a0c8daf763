"""imsmanifest.xml, from a stranger → a tree of elements (reliability.md, T13). Pure.

A document type is tolerated. Entity definitions and anything external are refused, and so are default attributes:
both let a few bytes stand for gigabytes. Nothing is ever fetched.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser
from lxml import etree

from apps.scorm.importing.errors import PackageError

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 100
MAX_ELEMENTS = 20_000
MAX_MARKS = 5 * MAX_ELEMENTS  # `<` in what is read leniently: tags, comments and instructions
MAX_ATTRIBUTE = 4_000  # characters; SCORM's smallest permitted maximum for an identifier, the longest it has
ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
DEFINITION = re.compile("<!(ENTITY|ATTLIST)")
TOO_LONG = f"imsmanifest.xml is over {MAX_DEPTH} deep or {MAX_ELEMENTS:,} elements long; shorten it."
DEFINES = "imsmanifest.xml defines XML entities or default attributes, which is refused; empty its DOCTYPE."


@dataclass
class Element:
    """Names are local (no namespace) and lower-cased, since manifests in the wild spell both in many ways."""

    name: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)  # of the text before the first child

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def get(self, attribute: str, default: str = "") -> str:
        return self.attributes.get(attribute, default).strip()

    def all(self, name: str) -> list["Element"]:
        return [child for child in self.children if child.name == name]

    def first(self, *path: str) -> "Element | None":
        """The first child called `path[0]`, then its first child called `path[1]`, and so on."""
        found: Element | None = self
        for name in path:
            found = next(iter(found.all(name)), None) if found else None
        return found

    def value(self, *path: str) -> str:
        """The text at `path`, stripped; "" if it isn't there."""
        found = self.first(*path)
        return found.text.strip() if found else ""

    def descendants(self) -> Iterator["Element"]:
        for child in self.children:
            yield child
            yield from child.descendants()


@dataclass(frozen=True)
class Document:
    root: Element
    namespaces: frozenset[str]  # every declared one, used or not
    warnings: tuple[str, ...] = ()


def parse(data: bytes) -> Document:
    """Raises PackageError. What isn't well-formed is read once more, leniently, with a warning."""
    if len(data) > MAX_BYTES:
        raise PackageError("imsmanifest.xml is larger than 8 MiB, which no course needs.")
    try:
        return parse_strictly(data)
    except DefusedXmlException:
        raise PackageError(DEFINES) from None
    except (ParseError, ValueError, LookupError) as error:  # the latter two: encodings that Python can't give expat
        return parse_leniently(data, f"imsmanifest.xml is not well-formed XML ({error})")


def parse_strictly(data: bytes) -> Document:
    builder = Builder()
    parser = XMLParser(target=builder, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.parser.AttlistDeclHandler = refuse_default
    parser.feed(data)
    parser.close()
    return builder.document()


def refuse_default(element: str, attribute: str, kind: str, default: str | None, required: bool) -> None:
    if default is not None:
        raise PackageError(DEFINES)


def parse_leniently(data: bytes, fault: str) -> Document:
    text = decode(data)
    if DEFINITION.search(text):
        raise PackageError(DEFINES)
    if text.count("<") > MAX_MARKS:
        raise PackageError(TOO_LONG)
    # One parser a document: lxml's keep their error log, and are not to be shared between threads.
    parser = etree.XMLParser(encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise PackageError(f"{fault} and can't be read; export the course again.")
    builder = Builder()
    feed_from_lxml(builder, root)
    return builder.document(f"{fault}; it was read leniently, so parts of it may be missing.")


def feed_from_lxml(builder: "Builder", root: Any) -> None:
    for event, item in etree.iterwalk(root, events=("start", "end", "start-ns")):
        if event == "start-ns":
            builder.start_ns(*item)
        elif not isinstance(item.tag, str):
            continue  # comments, instructions and entity references have no name
        elif event == "start":
            builder.start(item.tag, dict(item.attrib))
            builder.data(item.text or "")
        else:
            builder.end(item.tag)


def decode(data: bytes) -> str:
    """As the document says; Western European where bytes that should be UTF-8 are not.

    The lenient parser is given this text and never the bytes, so that what was searched is what it reads.
    """
    said = ENCODING.match(data)
    encoding = said[1].decode() if said else "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return data.decode("windows-1252", "replace")


def refuse_long(values: Iterable[str]) -> None:
    if any(len(value) > MAX_ATTRIBUTE for value in values):
        raise PackageError(f"imsmanifest.xml has an attribute longer than {MAX_ATTRIBUTE:,} characters; shorten it.")


class Builder:
    """A parser's target (xml.etree.ElementTree.XMLParser): elements from its events, refused where they pass a limit.

    It sees every event as it happens: a long namespace, for one, is copied into each name below it.
    """

    def __init__(self) -> None:
        self.top = Element("", {})
        self.path = [self.top]
        self.count = 0
        self.namespaces: set[str] = set()

    def start_ns(self, prefix: str, namespace: str) -> None:
        refuse_long([namespace])
        self.namespaces.add(namespace)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.count += 1
        if len(self.path) > MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise PackageError(TOO_LONG)
        refuse_long(attributes.values())
        element = Element(local_name(tag), local_names(attributes.items()))
        self.path[-1].children.append(element)
        self.path.append(element)

    def data(self, text: str) -> None:
        if not self.path[-1].children:
            self.path[-1].pieces.append(text)

    def end(self, tag: str) -> None:
        self.path.pop()

    def close(self) -> None:
        pass

    def document(self, *warnings: str) -> Document:
        if not self.top.children:
            raise PackageError("imsmanifest.xml is empty; export the course again.")
        return Document(self.top.children[0], frozenset(self.namespaces), warnings)


def local_name(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()  # a colon is left where a prefix was never declared


def local_names(attributes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of two attributes with one local name the first counts."""
    names: dict[str, str] = {}
    for name, value in attributes:
        names.setdefault(local_name(name), value)
    return names
