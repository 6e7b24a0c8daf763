"""imsmanifest.xml → a tree of plain values (docs/contract/packages.md, "The manifest"). Pure."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from apps.scorm.importing.activities import ActivityReader, Launchable, missing_file_warnings
from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.launch_paths import PackageFiles
from apps.scorm.importing.manifest_values import boolean
from apps.scorm.importing.manifest_xml import Element, ManifestDocument, parse
from apps.scorm.importing.messages import first_warnings, quoted
from apps.scorm.importing.sequencing import ActivitySettings

__all__ = ["Launchable", "Manifest", "Metadata", "PackageError", "read_manifest"]

SCORM_12 = "scorm_12"
SCORM_2004 = "scorm_2004_{}_edition"
NAMESPACES_2004 = ("imscp_v1p1", "adlcp_v1p3", "adlseq", "adlnav", "imsss")
EDITIONS = {"4th": "4th", "3rd": "3rd", "2nd": "2nd", "1.3": "2nd"}  # words in <schemaversion>; "CAM 1.3" is the 2nd
UNTITLED = "Untitled course"


@dataclass(frozen=True)
class Metadata:
    """LOM metadata of the whole course; "" and () where the manifest has none."""

    title: str = ""
    description: str = ""
    duration: str = ""
    typical_time: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """What a manifest says of a course."""

    standard: str  # scorm_12, scorm_2004_2nd_edition, scorm_2004_3rd_edition, scorm_2004_4th_edition
    identifier: str
    title: str
    organization: str  # its identifier; "" if the manifest has none
    metadata: Metadata
    activities: ActivitySettings  # of the organization; a tree, with its items as "children"
    objectives_global_to_system: bool
    launchables: tuple[Launchable, ...]  # in the order of the manifest, at least one
    warnings: tuple[str, ...]  # full sentences

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> "Manifest":
        """The inverse of `dataclasses.asdict`, after JSON has made lists of tuples."""
        metadata = Metadata(**{**values["metadata"], "keywords": tuple(values["metadata"]["keywords"])})
        launchables = (
            Launchable(**{**each, "objective_ids": tuple(each["objective_ids"])}) for each in values["launchables"]
        )
        complete = {"metadata": metadata, "launchables": tuple(launchables), "warnings": tuple(values["warnings"])}
        return cls(**{**values, **complete})

    def as_json(self) -> dict[str, Any]:
        """The value of Package.manifest: all but `launchables` and `warnings`, which are stored elsewhere."""
        values = asdict(self)
        del values["launchables"], values["warnings"]
        values["metadata"]["keywords"] = list(self.metadata.keywords)
        return values


def read_manifest(data: bytes, names: Collection[str]) -> Manifest:
    """Read imsmanifest.xml. `names`: the package's files, relative to the manifest. Raises PackageError."""
    document = parse(data)
    root = document.root
    standard, standard_warnings = read_standard(document)
    files = PackageFiles(names)
    reader = ActivityReader(root, files, sequenced=standard != SCORM_12)
    organization, organization_warnings = choose_organization(root)
    activities = reader.organization_from_resources() if organization is None else reader.organization(organization)
    if not reader.launchables:
        raise PackageError("imsmanifest.xml names no file that can be launched; export the course again.")
    metadata = read_metadata(root.find("metadata/lom"))
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
            *first_warnings(reader.warnings),
            *missing_file_warnings(reader.resources, files),
        ),
    )


def read_standard(document: ManifestDocument) -> tuple[str, list[str]]:
    """The standard, and warnings.

    Declared namespaces (used or not) tell SCORM 2004 from SCORM 1.2; <schemaversion> names the edition.
    """
    if document.root.name != "manifest":
        raise PackageError(f"imsmanifest.xml is not a manifest: it begins with <{document.root.name[:40]}>.")
    version = document.root.findtext("metadata/schemaversion")
    edition = next((edition for word, edition in EDITIONS.items() if word in version.lower()), None)
    is_2004 = any(mark in namespace for namespace in document.namespaces for mark in NAMESPACES_2004)
    if not is_2004 and not edition:
        return SCORM_12, []
    if edition:
        return SCORM_2004.format(edition), []
    problem = f"has the unknown schema version {quoted(version)}" if version else "has no schema version"
    return SCORM_2004.format("3rd"), [f"The manifest {problem}; it was read as SCORM 2004 3rd edition."]


def choose_organization(root: Element) -> tuple[Element | None, list[str]]:
    """The default organization, or else the first with items, and warnings; None if no organization has items."""
    holder = root.find("organizations")
    with_items = [each for each in holder.findall("organization") if each.findall("item")] if holder else []
    if holder is None or not with_items:
        return None, [
            "The manifest has no organization with items; its SCOs were imported in the order of the resources."
        ]
    default = holder.get("default")
    chosen = next((each for each in with_items if default and each.get("identifier") == default), with_items[0])
    warnings = []
    if len(with_items) > 1:
        name = quoted(chosen.get("identifier"))
        warnings.append(f"The manifest has {len(with_items)} organizations; only {name} was imported.")
    return chosen, warnings


def are_objectives_global(organization: Element | None, standard: str) -> bool:
    """The organization's adlseq:objectivesGlobalToSystem of SCORM 2004, which is true by default."""
    if organization is None or standard == SCORM_12:
        return False
    return boolean(organization.get("objectivesglobaltosystem")) is not False


def read_metadata(lom: Element | None) -> Metadata:
    if lom is None:
        return Metadata()
    general = lom.find("general") or Element("general", {})
    return Metadata(
        title=first_text(general.find("title")),
        description=first_text(general.find("description")),
        duration=first_text(lom.find("technical/duration")),
        typical_time=first_text(lom.find("educational/typicallearningtime")),
        keywords=tuple(filter(None, map(first_text, general.findall("keyword")))),
    )


def first_text(element: Element | None) -> str:
    """The first text that is not empty: LOM wraps texts in `<langstring>`, `<string>`, `<datetime>` or `<duration>`."""
    if element is None:
        return ""
    texts = (each.text.strip() for each in (element, *element.descendants()))
    return next(filter(None, texts), "")
