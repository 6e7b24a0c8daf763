"""The items of an organization → a tree of activities, and the list of those that can be launched. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.launch_paths import (
    OutsidePackageError,
    PackageFiles,
    join_base,
    launch_href,
    split_address,
)
from apps.scorm.importing.manifest_values import boolean, number
from apps.scorm.importing.manifest_xml import Element
from apps.scorm.importing.messages import first_warnings, quoted
from apps.scorm.importing.sequencing import (
    ActivitySettings,
    effective_sequencing,
    sequencing_collections,
    sequencing_settings,
)

TIME_LIMIT_ACTIONS = {f"{action},{message}" for action in ("exit", "continue") for message in ("message", "no message")}
MAX_IDENTIFIER = 4_000  # characters; the length of the database column
MAX_SEQUENCING = 100_000  # elements; those of a collection count for each item that refers to it
MAX_SEQUENCING_TEXT = 8_000_000  # characters of their attributes, counted in the same way
MAX_DURATION = 40


@dataclass(frozen=True)
class Launchable:
    """A SCO or an asset, with the fields of models.Sco."""

    identifier: str
    title: str
    href: str  # relative to the package's root, with parameters, not quoted
    kind: str  # sco, asset
    visible: bool
    mastery_score: float | None  # SCORM 1.2, 0 to 100
    scaled_passing_score: float | None  # SCORM 2004, -1 to 1; only if satisfied by measure
    completion_threshold: float | None  # SCORM 2004, 0 to 1; only if completed by measure
    max_time_allowed: str
    time_limit_action: str
    launch_data: str
    objective_ids: tuple[str, ...]  # primary first


@dataclass(frozen=True)
class Resource:
    """A `<resource>` of the manifest. Addresses have every `xml:base` applied."""

    identifier: str
    kind: str  # sco, asset, or "" if the manifest doesn't say
    address: str  # "" if it has no href
    files: tuple[str, ...]  # addresses of its `<file>`s


def read_resources(manifest: Element) -> dict[str, Resource]:
    """Resources by identifier; of two with the same identifier, the first."""
    resources: dict[str, Resource] = {}
    for holder in manifest.findall("resources"):
        base = join_base(manifest.get("base"), holder.get("base"))
        for element in holder.findall("resource"):
            resource = read_resource(element, join_base(base, element.get("base")))
            resources.setdefault(resource.identifier, resource)
    return resources


def read_resource(element: Element, base: str) -> Resource:
    href = element.get("href")
    return Resource(
        identifier=element.get("identifier"),
        kind=element.get("scormtype").lower(),
        address=join_base(base, href) if href else "",
        files=tuple(join_base(base, file.get("href")) for file in element.findall("file") if file.get("href")),
    )


def missing_file_warnings(resources: Mapping[str, Resource], files: PackageFiles) -> list[str]:
    addresses = dict.fromkeys(address for resource in resources.values() for address in resource.files)
    missing = [address for address in addresses if not exists(address, files)]
    return first_warnings([f"{quoted(address)} is named in the manifest but not in the zip." for address in missing])


def exists(address: str, files: PackageFiles) -> bool:
    try:
        return files.find(split_address(address)[0]) is not None
    except OutsidePackageError:
        return False


class ActivityReader:
    """Reads one organization; afterwards, `launchables` and `warnings` are complete."""

    def __init__(self, manifest: Element, files: PackageFiles, sequenced: bool) -> None:
        self.resources = read_resources(manifest)
        self.collections = sequencing_collections(manifest)
        self.files = files
        self.sequenced = sequenced
        self.launchables: list[Launchable] = []
        self.warnings: list[str] = []
        self.identifiers: dict[str, int] = {}  # how often each is used
        self.sequencing_size = self.sequencing_text = 0

    def organization(self, element: Element) -> ActivitySettings:
        """The tree of an `<organization>`, whose items are its "children"."""
        return self.activity(element, self.unique_identifier(element.get("identifier") or "organization"))

    def organization_from_resources(self) -> ActivitySettings:
        """The tree of a manifest without organizations: an item for each SCO, or else for the first resource."""
        launchable = [resource for resource in self.resources.values() if resource.address]
        chosen = [resource for resource in launchable if resource.kind == "sco"] or launchable[:1]
        identifiers = [resource.identifier for resource in chosen]
        items = [Element("item", {"identifierref": name, "identifier": name}) for name in identifiers]
        return self.organization(Element("organization", {}, children=items))

    def activity(self, element: Element, identifier: str) -> ActivitySettings:
        sequencing = self.sequencing_of(element)
        settings: ActivitySettings = {
            "id": identifier,
            "title": element.findtext("title"),
            "isVisible": is_visible(element),
            **(sequencing_settings(sequencing) if self.sequenced else {}),
            **item_settings(element),
        }
        if element.get("identifierref"):
            self.add_launchable(element, identifier, settings, sequencing)
        children = [self.item(child) for child in element.findall("item")]
        return {**settings, "children": children} if children else settings

    def item(self, element: Element) -> ActivitySettings:
        return self.activity(element, self.unique_identifier(element.get("identifier") or "item"))

    def sequencing_of(self, element: Element) -> Element:
        """Its `<sequencing>`, with the collection that it refers to; empty in SCORM 1.2.

        Raises PackageError if there are too many in all.
        """
        if not self.sequenced:
            return Element("sequencing", {})
        sequencing = effective_sequencing(element, self.collections)
        for rule in sequencing.descendants():
            self.sequencing_size += 1
            self.sequencing_text += sum(map(len, rule.attributes.values()))
        if self.sequencing_size > MAX_SEQUENCING or self.sequencing_text > MAX_SEQUENCING_TEXT:
            raise PackageError("imsmanifest.xml has too many sequencing rules; shorten it.")
        return sequencing

    def unique_identifier(self, identifier: str) -> str:
        """The identifier, with a number added if another item has the same."""
        candidate = identifier
        while candidate in self.identifiers:
            self.identifiers[identifier] += 1
            candidate = f"{identifier[: MAX_IDENTIFIER - 10]}-{self.identifiers[identifier]}"
        self.identifiers[candidate] = 1
        if candidate != identifier:
            self.warnings.append(f"The identifier {quoted(identifier)} is used more than once; a number was added.")
        return candidate

    def add_launchable(
        self, element: Element, identifier: str, settings: ActivitySettings, sequencing: Element
    ) -> None:
        resource = self.resources.get(element.get("identifierref"))
        if resource is None or not resource.address:
            problem = "refers to a resource that does not exist" if resource is None else "has no file to launch"
            self.warnings.append(f"The item {quoted(identifier)} {problem}; it can't be launched.")
            return
        href, name = launch_href(resource.address, element.get("parameters"), self.files)
        self.add_resource_warnings(resource, name)
        self.launchables.append(
            Launchable(
                identifier=identifier,
                title=settings["title"],
                href=href,
                kind="asset" if resource.kind == "asset" else "sco",
                visible=settings["isVisible"],
                mastery_score=number(element.findtext("masteryscore"), 0, 100),
                scaled_passing_score=scaled_passing_score(settings),
                completion_threshold=completion_threshold(settings),
                max_time_allowed=self.max_time_allowed(element, settings),
                time_limit_action=self.time_limit_action(element),
                launch_data=(element.find("datafromlms") or Element("", {})).text,
                objective_ids=objective_ids(sequencing),
            )
        )

    def add_resource_warnings(self, resource: Resource, name: str) -> None:
        if resource.kind not in ("sco", "asset"):
            self.warnings.append(
                f"The resource {quoted(resource.identifier)} has no SCORM type; it was imported as a SCO."
            )
        if name.casefold() in resource.address.casefold() and name not in resource.address:
            self.warnings.append(
                f"{quoted(resource.address)} is spelled {quoted(name)} in the zip, in different upper and lower case."
            )

    def max_time_allowed(self, element: Element, settings: ActivitySettings) -> str:
        text = str(settings.get("attemptAbsoluteDurationLimit") or element.findtext("maxtimeallowed"))
        if len(text) > MAX_DURATION:
            self.warnings.append(f"The time limit {quoted(text)} is not a duration; it was ignored.")
            return ""
        return text

    def time_limit_action(self, element: Element) -> str:
        text = element.findtext("timelimitaction").lower()
        if text and text not in TIME_LIMIT_ACTIONS:
            self.warnings.append(f"SCORM has no time limit action {quoted(text)}; it was ignored.")
        return text if text in TIME_LIMIT_ACTIONS else ""


def is_visible(element: Element) -> bool:
    return boolean(element.get("isvisible")) is not False


def item_settings(element: Element) -> ActivitySettings:
    """Settings that an item has outside its `<sequencing>`; only those that it sets."""
    hidden = [child.text.strip() for child in presentation(element) if child.name == "hidelmsui"]
    maps = [shared_data_map(child) for data in element.findall("data") for child in data.findall("map")]
    settings: ActivitySettings = {
        "timeLimitAction": element.findtext("timelimitaction"),
        "completionThreshold": threshold_settings(element.find("completionthreshold")),
        "hideLmsUi": hidden,
        "sharedDataMaps": maps,
        "prerequisites": element.findtext("prerequisites"),  # SCORM 1.2; scorm-again does not use it
    }
    return {name: value for name, value in settings.items() if value}


def presentation(element: Element) -> list[Element]:
    interface = element.find("presentation/navigationinterface")
    return interface.children if interface else []


def shared_data_map(element: Element) -> ActivitySettings:
    return {
        "targetID": element.get("targetid"),
        "readSharedData": boolean(element.get("readshareddata")) is not False,
        "writeSharedData": boolean(element.get("writeshareddata")) or False,
    }


def threshold_settings(element: Element | None) -> ActivitySettings:
    """The threshold is the element's text up to the 3rd edition, and in attributes in the 4th."""
    if element is None:
        return {}
    threshold = number(element.text, 0, 1)
    if threshold is not None:
        return {"completedByMeasure": True, "minProgressMeasure": threshold}
    minimum, weight = number(element.get("minprogressmeasure"), 0, 1), number(element.get("progressweight"), 0, 1)
    return {
        "completedByMeasure": boolean(element.get("completedbymeasure")) or False,
        "minProgressMeasure": 1.0 if minimum is None else minimum,
        "progressWeight": 1.0 if weight is None else weight,
    }


def completion_threshold(settings: ActivitySettings) -> float | None:
    threshold = settings.get("completionThreshold", {})
    return threshold["minProgressMeasure"] if threshold.get("completedByMeasure") else None


def scaled_passing_score(settings: ActivitySettings) -> float | None:
    primary = settings.get("primaryObjective", {})
    return primary.get("minNormalizedMeasure", 1.0) if primary.get("satisfiedByMeasure") else None


def objective_ids(sequencing: Element) -> tuple[str, ...]:
    """The objectives' ids in the manifest, the primary one first, without duplicates."""
    holders = sequencing.findall("objectives")
    primary = [each.get("objectiveid") for holder in holders for each in holder.findall("primaryobjective")]
    others = [each.get("objectiveid") for holder in holders for each in holder.findall("objective")]
    return tuple(filter(None, dict.fromkeys(primary + others)))
