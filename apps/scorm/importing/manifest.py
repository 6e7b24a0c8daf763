"""imsmanifest.xml → a tree of plain values (runtime-and-dispatch.md 3). Pure."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from apps.scorm.importing.activities import ActivityReader, Launchable, missing_file_warnings
from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.launch_paths import PackageFiles
from apps.scorm.importing.manifest_values import boolean
from apps.scorm.importing.manifest_xml import Document, Element, parse
from apps.scorm.importing.sentences import quoted, shortened
from apps.scorm.importing.sequencing import Settings

__all__ = ["Launchable", "Manifest", "Metadata", "PackageError", "read_manifest"]

SCORM_12 = "scorm_12"
SCORM_2004 = "scorm_2004_{}_edition"
NAMESPACES_2004 = ("imscp_v1p1", "adlcp_v1p3", "adlseq", "adlnav", "imsss")
EDITIONS = {"4th": "4th", "3rd": "3rd", "2nd": "2nd", "1.3": "2nd"}  # words in <schemaversion>; "CAM 1.3" is the 2nd
UNTITLED = "Untitled course"


@dataclass(frozen=True)
class Metadata:
    """Of the course as a whole; "" and () where the manifest doesn't say."""

    title: str = ""
    description: str = ""
    duration: str = ""
    typical_time: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    standard: str  # scorm_12, scorm_2004_2nd_edition, scorm_2004_3rd_edition, scorm_2004_4th_edition
    identifier: str
    title: str
    organization: str  # its identifier; "" if the manifest has none
    metadata: Metadata
    activities: Settings  # scorm-again's ActivitySettings, a tree
    objectives_global_to_system: bool
    launchables: tuple[Launchable, ...]  # in the order of the manifest, at least one
    warnings: tuple[str, ...]  # sentences

    def as_json(self) -> dict[str, Any]:
        """What Package.manifest keeps: everything but `launchables` and `warnings`, which have places of their own."""
        plain = asdict(self)
        del plain["launchables"], plain["warnings"]
        plain["metadata"]["keywords"] = list(self.metadata.keywords)
        return plain


def read_manifest(data: bytes, names: Collection[str]) -> Manifest:
    """`names`: the files of the package, from the folder that holds the manifest. Raises PackageError."""
    document = parse(data)
    root = document.root
    standard, standard_warnings = read_standard(document)
    files = PackageFiles(names)
    reader = ActivityReader(root, files, sequenced=standard != SCORM_12)
    organization, organization_warnings = choose_organization(root)
    activities = reader.without_items() if organization is None else reader.organization(organization)
    if not reader.launchables:
        raise PackageError("imsmanifest.xml names no file that can be launched; export the course again.")
    metadata = read_metadata(root.first("metadata", "lom"))
    return Manifest(
        standard=standard,
        identifier=root.get("identifier"),
        title=activities["title"] or metadata.title or UNTITLED,
        organization=organization.get("identifier") if organization else "",
        metadata=metadata,
        activities=activities,
        objectives_global_to_system=are_objectives_global(organization, standard),
        launchables=tuple(reader.launchables),
        warnings=(
            *document.warnings,
            *standard_warnings,
            *organization_warnings,
            *shortened(reader.warnings),
            *missing_file_warnings(reader.resources, files),
        ),
    )


def read_standard(document: Document) -> tuple[str, list[str]]:
    """The namespaces decide between 1.2 and 2004, used or not; <schemaversion> names the edition."""
    if document.root.name != "manifest":
        raise PackageError(f"imsmanifest.xml is no manifest: it begins with <{document.root.name[:40]}>.")
    said = document.root.value("metadata", "schemaversion")
    edition = next((edition for word, edition in EDITIONS.items() if word in said.lower()), None)
    is_2004 = any(mark in namespace for namespace in document.namespaces for mark in NAMESPACES_2004)
    if not is_2004 and not edition:
        return SCORM_12, []
    if edition:
        return SCORM_2004.format(edition), []
    instead = f"says schema version {quoted(said)}" if said else "has no schema version"
    return SCORM_2004.format("3rd"), [f"The manifest {instead}; it was taken for SCORM 2004 3rd edition."]


def choose_organization(root: Element) -> tuple[Element | None, list[str]]:
    """The default organization, else the first; None if none has items. With warnings."""
    holder = root.first("organizations")
    with_items = [one for one in holder.all("organization") if one.all("item")] if holder else []
    if holder is None or not with_items:
        return None, ["The manifest has no organization with items; its SCOs were listed one after the other."]
    default = holder.get("default")
    chosen = next((one for one in with_items if default and one.get("identifier") == default), with_items[0])
    warnings = []
    if len(with_items) > 1:
        which = quoted(chosen.get("identifier"))
        warnings.append(f"The manifest has {len(with_items)} organizations; only {which} was imported.")
    return chosen, warnings


def are_objectives_global(organization: Element | None, standard: str) -> bool:
    """SCORM 2004's adlseq:objectivesGlobalToSystem, which is true unless the organization says otherwise."""
    if organization is None or standard == SCORM_12:
        return False
    return boolean(organization.get("objectivesglobaltosystem")) is not False


def read_metadata(lom: Element | None) -> Metadata:
    if lom is None:
        return Metadata()
    general = lom.first("general") or Element("general", {})
    return Metadata(
        title=first_text(general.first("title")),
        description=first_text(general.first("description")),
        duration=first_text(lom.first("technical", "duration")),
        typical_time=first_text(lom.first("educational", "typicallearningtime")),
        keywords=tuple(filter(None, map(first_text, general.all("keyword")))),
    )


def first_text(element: Element | None) -> str:
    """LOM wraps its texts in `<langstring>`, `<string>`, `<datetime>` or `<duration>`: the first that isn't empty."""
    if element is None:
        return ""
    texts = (one.text.strip() for one in (element, *element.descendants()))
    return next(filter(None, texts), "")
