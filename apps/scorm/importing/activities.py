"""The items of an organization → a tree of activities, and the list of what can be launched. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.launch_paths import (
    OutsideError,
    PackageFiles,
    join_base,
    launch_href,
    split_address,
)
from apps.scorm.importing.manifest_values import boolean, number
from apps.scorm.importing.manifest_xml import Element
from apps.scorm.importing.sentences import quoted, shortened
from apps.scorm.importing.sequencing import Settings, collections_of, effective_sequencing, sequencing_settings

TIME_LIMIT_ACTIONS = {f"{act},{tell}" for act in ("exit", "continue") for tell in ("message", "no message")}
MAX_IDENTIFIER = 4_000  # characters of the database column
MAX_SEQUENCING = 100_000  # elements in all, counted again for each item that refers to a collection
MAX_DURATION = 40


@dataclass(frozen=True)
class Launchable:
    """A SCO or an asset, with what models.Sco keeps of it."""

    identifier: str
    title: str
    href: str  # from the package's root, with parameters; not yet quoted
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
    identifier: str
    kind: str  # sco, asset, or "" where the manifest doesn't say
    address: str  # href under every xml:base; "" if there is none
    files: tuple[str, ...]  # addresses of its files


def read_resources(manifest: Element) -> dict[str, Resource]:
    """By identifier; of two with the same the first counts."""
    found: dict[str, Resource] = {}
    for holder in manifest.all("resources"):
        base = join_base(manifest.get("base"), holder.get("base"))
        for element in holder.all("resource"):
            resource = read_resource(element, join_base(base, element.get("base")))
            found.setdefault(resource.identifier, resource)
    return found


def read_resource(element: Element, base: str) -> Resource:
    href = element.get("href")
    return Resource(
        identifier=element.get("identifier"),
        kind=element.get("scormtype").lower(),
        address=join_base(base, href) if href else "",
        files=tuple(join_base(base, file.get("href")) for file in element.all("file") if file.get("href")),
    )


def missing_file_warnings(resources: Mapping[str, Resource], files: PackageFiles) -> list[str]:
    named = dict.fromkeys(address for resource in resources.values() for address in resource.files)
    missing = [address for address in named if not is_there(address, files)]
    return shortened([f"{quoted(address)} is named in the manifest but not in the zip." for address in missing])


def is_there(address: str, files: PackageFiles) -> bool:
    try:
        return files.find(split_address(address)[0]) is not None
    except OutsideError:
        return False


class ActivityReader:
    """Reads one organization. Afterwards `launchables` and `warnings` hold what was found on the way."""

    def __init__(self, manifest: Element, files: PackageFiles, sequenced: bool) -> None:
        self.resources = read_resources(manifest)
        self.collections = collections_of(manifest)
        self.files = files
        self.sequenced = sequenced
        self.launchables: list[Launchable] = []
        self.warnings: list[str] = []
        self.identifiers: dict[str, int] = {}  # how often each was asked for
        self.sequencing_size = 0

    def organization(self, element: Element) -> Settings:
        return self.activity(element, self.unique(element.get("identifier") or "organization"))

    def without_items(self) -> Settings:
        """The tree of a manifest that has resources only: one item for each SCO, or for the first launchable file."""
        launchable = [resource for resource in self.resources.values() if resource.address]
        chosen = [resource for resource in launchable if resource.kind == "sco"] or launchable[:1]
        items = [Element("item", {"identifierref": one.identifier, "identifier": one.identifier}) for one in chosen]
        return self.organization(Element("organization", {}, children=items))

    def activity(self, element: Element, identifier: str) -> Settings:
        sequencing = self.sequencing_of(element)
        settings: Settings = {
            "id": identifier,
            "title": element.value("title"),
            "isVisible": is_visible(element),
            **(sequencing_settings(sequencing) if self.sequenced else {}),
            **item_settings(element),
        }
        if element.get("identifierref"):
            self.add_launchable(element, identifier, settings, sequencing)
        children = [self.item(child) for child in element.all("item")]
        return {**settings, "children": children} if children else settings

    def item(self, element: Element) -> Settings:
        return self.activity(element, self.unique(element.get("identifier") or "item"))

    def sequencing_of(self, element: Element) -> Element:
        """Its `<sequencing>`, with what it refers to; empty in SCORM 1.2. Raises PackageError if they grow too many."""
        if not self.sequenced:
            return Element("sequencing", {})
        sequencing = effective_sequencing(element, self.collections)
        self.sequencing_size += sum(1 for _ in sequencing.descendants())
        if self.sequencing_size > MAX_SEQUENCING:
            raise PackageError("imsmanifest.xml has more sequencing rules than any course needs; shorten it.")
        return sequencing

    def unique(self, identifier: str) -> str:
        """The identifier, with a number if another item has it."""
        candidate = identifier
        while candidate in self.identifiers:
            self.identifiers[identifier] += 1
            candidate = f"{identifier[: MAX_IDENTIFIER - 10]}-{self.identifiers[identifier]}"
        self.identifiers[candidate] = 1
        if candidate != identifier:
            self.warnings.append(f"The identifier {quoted(identifier)} is used more than once; a number was added.")
        return candidate

    def add_launchable(self, element: Element, identifier: str, settings: Settings, sequencing: Element) -> None:
        resource = self.resources.get(element.get("identifierref"))
        if resource is None or not resource.address:
            what = "names a resource that the manifest doesn't have" if resource is None else "has no file to launch"
            self.warnings.append(f"The item {quoted(identifier)} {what}; it can't be launched.")
            return
        href, name = launch_href(resource.address, element.get("parameters"), self.files)
        self.note_oddities(resource, name)
        self.launchables.append(
            Launchable(
                identifier=identifier,
                title=settings["title"],
                href=href,
                kind="asset" if resource.kind == "asset" else "sco",
                visible=settings["isVisible"],
                mastery_score=number(element.value("masteryscore"), 0, 100),
                scaled_passing_score=scaled_passing_score(settings),
                completion_threshold=completion_threshold(settings),
                max_time_allowed=self.max_time_allowed(element, settings),
                time_limit_action=self.time_limit_action(element),
                launch_data=(element.first("datafromlms") or Element("", {})).text,
                objective_ids=objective_ids(sequencing),
            )
        )

    def note_oddities(self, resource: Resource, name: str) -> None:
        if resource.kind not in ("sco", "asset"):
            self.warnings.append(
                f"The resource {quoted(resource.identifier)} has no SCORM type; it is taken for a SCO."
            )
        if name.casefold() in resource.address.casefold() and name not in resource.address:
            self.warnings.append(
                f"{quoted(resource.address)} was found as {quoted(name)}, in other upper or lower case."
            )

    def max_time_allowed(self, element: Element, settings: Settings) -> str:
        text = str(settings.get("attemptAbsoluteDurationLimit") or element.value("maxtimeallowed"))
        if len(text) > MAX_DURATION:
            self.warnings.append(f"The time limit {quoted(text)} is no duration; it was left out.")
            return ""
        return text

    def time_limit_action(self, element: Element) -> str:
        text = element.value("timelimitaction").lower()
        if text and text not in TIME_LIMIT_ACTIONS:
            self.warnings.append(f"The time limit action {quoted(text)} is none of SCORM's; it was left out.")
        return text if text in TIME_LIMIT_ACTIONS else ""


def is_visible(element: Element) -> bool:
    return boolean(element.get("isvisible")) is not False


def item_settings(element: Element) -> Settings:
    """What an item says outside its `<sequencing>`, where it says anything."""
    hidden = [one.text.strip() for one in presentation(element) if one.name == "hidelmsui"]
    maps = [shared_data_map(one) for data in element.all("data") for one in data.all("map")]
    settings: Settings = {
        "timeLimitAction": element.value("timelimitaction"),
        "completionThreshold": threshold_settings(element.first("completionthreshold")),
        "hideLmsUi": hidden,
        "sharedDataMaps": maps,
        "prerequisites": element.value("prerequisites"),  # SCORM 1.2; the engine doesn't know it, our menu will
    }
    return {name: value for name, value in settings.items() if value}


def presentation(element: Element) -> list[Element]:
    interface = element.first("presentation", "navigationinterface")
    return interface.children if interface else []


def shared_data_map(element: Element) -> Settings:
    return {
        "targetID": element.get("targetid"),
        "readSharedData": boolean(element.get("readshareddata")) is not False,
        "writeSharedData": boolean(element.get("writeshareddata")) or False,
    }


def threshold_settings(element: Element | None) -> Settings:
    """Until the 3rd edition the threshold is the element's text; in the 4th, attributes."""
    if element is None:
        return {}
    text = number(element.text, 0, 1)
    if text is not None:
        return {"completedByMeasure": True, "minProgressMeasure": text}
    least, weight = number(element.get("minprogressmeasure"), 0, 1), number(element.get("progressweight"), 0, 1)
    return {
        "completedByMeasure": boolean(element.get("completedbymeasure")) or False,
        "minProgressMeasure": 1.0 if least is None else least,
        "progressWeight": 1.0 if weight is None else weight,
    }


def completion_threshold(settings: Settings) -> float | None:
    threshold = settings.get("completionThreshold", {})
    return threshold["minProgressMeasure"] if threshold.get("completedByMeasure") else None


def scaled_passing_score(settings: Settings) -> float | None:
    primary = settings.get("primaryObjective", {})
    return primary.get("minNormalizedMeasure", 1.0) if primary.get("satisfiedByMeasure") else None


def objective_ids(sequencing: Element) -> tuple[str, ...]:
    """The ids that the manifest gives, primary first, each once."""
    holders = sequencing.all("objectives")
    primary = [one.get("objectiveid") for holder in holders for one in holder.all("primaryobjective")]
    others = [one.get("objectiveid") for holder in holders for one in holder.all("objective")]
    return tuple(filter(None, dict.fromkeys(primary + others)))
