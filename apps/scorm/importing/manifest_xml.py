"""imsmanifest.xml, which is not trusted → a tree of elements (docs/contract/packages.md, "The manifest"). Pure.

A DOCTYPE is allowed. Entity definitions, external entities and default attributes are refused: with them a few bytes
can expand to gigabytes. Nothing is ever fetched.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser
from lxml import etree

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.messages import quoted

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 100
MAX_ELEMENTS = 20_000
MAX_TAGS = 5 * MAX_ELEMENTS  # number of `<` if read leniently: tags, comments and processing instructions
MAX_ATTRIBUTE = 4_000  # characters; SCORM's longest value is an identifier, for which it guarantees so many
# What course tools write. Others that Python has are refused: punycode takes a minute for some hundred kilobytes, and
# several aren't encodings of text at all. Names as codecs.lookup() gives them.
CODE_PAGES = (437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 865, 866, 874, 932, 949, 950)
ENCODINGS = frozenset(
    [
        *("ascii", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
        *("big5", "euc_jp", "euc_kr", "gb18030", "gb2312", "gbk", "iso2022_jp", "shift_jis", "tis-620"),
        *("koi8-r", "koi8-u", "mac-cyrillic", "mac-roman"),
        *(f"iso8859-{part}" for part in range(1, 17)),
        *(f"cp{page}" for page in (*CODE_PAGES, *range(1250, 1259))),
    ]
)
ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
ENTITY_DEFINITION = re.compile("<!(ENTITY|ATTLIST)")
TOO_LARGE = f"imsmanifest.xml has over {MAX_DEPTH} levels or {MAX_ELEMENTS:,} elements; shorten it."
DEFINES_ENTITIES = (
    "imsmanifest.xml defines XML entities or default attributes, which are not allowed; remove them from its DOCTYPE."
)


@dataclass
class Element:
    """An element, with the methods of xml.etree.ElementTree's as far as they are needed.

    Names have no namespace and are in lower case, since real manifests spell both in many ways.
    """

    name: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    text_parts: list[str] = field(default_factory=list)  # the text before the first child

    @property
    def text(self) -> str:
        return "".join(self.text_parts)

    def get(self, attribute: str, default: str = "") -> str:
        return self.attributes.get(attribute, default).strip()

    def findall(self, name: str) -> list["Element"]:
        return [child for child in self.children if child.name == name]

    def find(self, path: str) -> "Element | None":
        """The first child called `path`; with "a/b", the first child "b" of the first child "a". None without one."""
        element: Element | None = self
        for name in path.split("/"):
            element = next(iter(element.findall(name)), None) if element else None
        return element

    def findtext(self, path: str) -> str:
        """The text of the element at `path`, stripped; "" if there is none."""
        element = self.find(path)
        return element.text.strip() if element else ""

    def descendants(self) -> Iterator["Element"]:
        for child in self.children:
            yield child
            yield from child.descendants()


@dataclass(frozen=True)
class ManifestDocument:
    root: Element
    namespaces: frozenset[str]  # every declared one, used or not
    warnings: tuple[str, ...] = ()


def parse(data: bytes) -> ManifestDocument:
    """Read a manifest. One that is not well-formed is read again leniently, with a warning. Raises PackageError."""
    if len(data) > MAX_BYTES:
        raise PackageError("imsmanifest.xml is larger than 8 MiB, which is the limit; shorten it.")
    refuse_unusual_encoding(data)
    try:
        return parse_strictly(data)
    except DefusedXmlException:
        raise PackageError(DEFINES_ENTITIES) from None
    except (ParseError, ValueError, LookupError) as error:  # the last two: encodings that expat can't read
        return parse_leniently(data, f"imsmanifest.xml is not well-formed XML ({error})")


def refuse_unusual_encoding(data: bytes) -> None:
    """A label that Python doesn't know is no reason: such a document is read as windows-1252."""
    declared = ENCODING.match(data)
    name = declared[1].decode() if declared else "utf-8"
    with suppress(LookupError):
        if codecs.lookup(name).name not in ENCODINGS:
            raise PackageError(f"imsmanifest.xml has the encoding {quoted(name)}, which is not read; save it as UTF-8.")


def parse_strictly(data: bytes) -> ManifestDocument:
    builder = TreeBuilder()
    parser = XMLParser(target=builder, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.parser.AttlistDeclHandler = refuse_default_attribute
    parser.feed(data)
    parser.close()
    return builder.document()


def refuse_default_attribute(element: str, attribute: str, kind: str, default: str | None, required: bool) -> None:
    if default is not None:
        raise PackageError(DEFINES_ENTITIES)


def parse_leniently(data: bytes, problem: str) -> ManifestDocument:
    text = decode(data)
    if ENTITY_DEFINITION.search(text):
        raise PackageError(DEFINES_ENTITIES)
    if text.count("<") > MAX_TAGS:
        raise PackageError(TOO_LARGE)
    # A new parser for each document: lxml's parsers keep an error log, and must not be shared between threads.
    parser = etree.XMLParser(encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise PackageError(f"{problem} and can't be read; export the course again.")
    builder = TreeBuilder()
    feed_from_lxml(builder, root)
    return builder.document(f"{problem}; it was read leniently, so parts of it may be missing.")


def feed_from_lxml(builder: "TreeBuilder", root: Any) -> None:
    for event, item in etree.iterwalk(root, events=("start", "end", "start-ns")):
        if event == "start-ns":
            builder.start_ns(*item)
        elif not isinstance(item.tag, str):
            continue  # comments, processing instructions and entity references have no name
        elif event == "start":
            builder.start(item.tag, dict(item.attrib))
            builder.data(item.text or "")
        else:
            builder.end(item.tag)


def decode(data: bytes) -> str:
    """The text, in the encoding that the document declares; in windows-1252 if that fails.

    The lenient parser gets this text and not the bytes, so that it reads exactly what was checked.
    """
    declared = ENCODING.match(data)
    encoding = declared[1].decode() if declared else "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return data.decode("windows-1252", "replace")


def check_lengths(values: Iterable[str]) -> None:
    if any(len(value) > MAX_ATTRIBUTE for value in values):
        raise PackageError(f"imsmanifest.xml has an attribute longer than {MAX_ATTRIBUTE:,} characters; shorten it.")


class TreeBuilder:
    """A target for xml.etree.ElementTree.XMLParser that builds elements, and refuses them beyond the limits.

    It checks while the parser reads, since by the end a long namespace would have been copied into each name below it.
    """

    def __init__(self) -> None:
        self.above_root = Element("", {})
        self.stack = [self.above_root]
        self.count = 0
        self.namespaces: set[str] = set()

    def start_ns(self, prefix: str, namespace: str) -> None:
        check_lengths([namespace])
        self.namespaces.add(namespace)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.count += 1
        if len(self.stack) > MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise PackageError(TOO_LARGE)
        check_lengths(attributes.values())
        element = Element(local_name(tag), local_names(attributes.items()))
        self.stack[-1].children.append(element)
        self.stack.append(element)

    def data(self, text: str) -> None:
        if not self.stack[-1].children:
            self.stack[-1].text_parts.append(text)

    def end(self, tag: str) -> None:
        self.stack.pop()

    def close(self) -> None:
        pass

    def document(self, *warnings: str) -> ManifestDocument:
        if not self.above_root.children:
            raise PackageError("imsmanifest.xml is empty; export the course again.")
        return ManifestDocument(self.above_root.children[0], frozenset(self.namespaces), warnings)


def local_name(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()  # a colon remains if the prefix was not declared


def local_names(attributes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Attributes by local name; of two with the same local name, the first."""
    names: dict[str, str] = {}
    for name, value in attributes:
        names.setdefault(local_name(name), value)
    return names
