"""SCORM 2004 sequencing elements → the activity settings of scorm-again 3.4.3 (runtime-and-dispatch.md 3). Pure.

The words for conditions, actions and timings are the manifest's own. Two defaults are said here because the engine's
differ from the standard's: `flow` is false, and a rollup rule's `minimumPercent` runs from 0 to 1 (the engine's: 100).
"""

from collections.abc import Mapping
from typing import Any

from apps.scorm.importing.manifest_values import boolean, number, whole_number
from apps.scorm.importing.manifest_xml import Element

Settings = dict[str, Any]  # plain values, as JSON has them
Extensions = Mapping[tuple[str, str], Settings]  # the 4th edition's extra reads and writes, by objective and target

CONTROL_MODE = (
    "choice",
    "choiceExit",
    "flow",
    "forwardOnly",
    "useCurrentAttemptObjectiveInfo",
    "useCurrentAttemptProgressInfo",
)
CONSTRAINED_CHOICE = ("preventActivation", "constrainChoice")
ROLLUP_CONTROLS = ("rollupObjectiveSatisfied", "rollupProgressCompletion")
DELIVERY_CONTROLS = ("tracked", "completionSetByContent", "objectiveSetByContent")
MAP_READS = ("readSatisfiedStatus", "readNormalizedMeasure")
MAP_WRITES = ("writeSatisfiedStatus", "writeNormalizedMeasure")
EXTENDED_READS = ("readRawScore", "readMinScore", "readMaxScore", "readCompletionStatus", "readProgressMeasure")
EXTENDED_WRITES = ("writeRawScore", "writeMinScore", "writeMaxScore", "writeCompletionStatus", "writeProgressMeasure")
CONSIDERATIONS = (
    "requiredForSatisfied",
    "requiredForNotSatisfied",
    "requiredForCompleted",
    "requiredForIncomplete",
)


def collections_of(manifest: Element) -> dict[str, Element]:
    """The reusable `<sequencing>` elements of the manifest's `<sequencingCollection>`s, by ID."""
    found = [one for collection in manifest.all("sequencingcollection") for one in collection.all("sequencing")]
    return {one.get("id"): one for one in found if one.get("id")}


def effective_sequencing(item: Element, collections: Mapping[str, Element]) -> Element:
    """The item's `<sequencing>`: what it refers to by IDRef first, each of its own elements instead of the referred."""
    own = item.first("sequencing") or Element("sequencing", {})
    referred = collections.get(own.get("idref"), Element("sequencing", {}))
    named = {child.name for child in own.children}
    children = [child for child in referred.children if child.name not in named] + own.children
    return Element("sequencing", own.attributes, children=children)


def sequencing_settings(sequencing: Element) -> Settings:
    settings: Settings = {
        "sequencingControls": sequencing_controls(sequencing),
        "sequencingRules": sequencing_rules(sequencing),
        "rollupRules": {"rules": [rollup_rule(rule) for rule in children_of(sequencing, "rolluprules", "rolluprule")]},
        "deliveryControls": booleans(sequencing.first("deliverycontrols"), DELIVERY_CONTROLS),
        "rollupConsiderations": rollup_considerations(sequencing.first("rollupconsiderations")),
        **limit_conditions(sequencing.first("limitconditions")),
        **objectives(sequencing),
    }
    return {name: value for name, value in settings.items() if value not in ({}, [], {"rules": []})}


def children_of(element: Element, container: str, name: str) -> list[Element]:
    return [child for holder in element.all(container) for child in holder.all(name)]


def booleans(element: Element | None, names: tuple[str, ...]) -> Settings:
    """Those of the attributes that are given."""
    given = {name: boolean(element.get(name.lower())) for name in names} if element else {}
    return {name: value for name, value in given.items() if value is not None}


def sequencing_controls(sequencing: Element) -> Settings:
    rollup = sequencing.first("rolluprules")
    weight = number(rollup.get("objectivemeasureweight"), 0, 1) if rollup else None
    return {
        "flow": False,
        **booleans(sequencing.first("controlmode"), CONTROL_MODE),
        **booleans(sequencing.first("constrainedchoiceconsiderations"), CONSTRAINED_CHOICE),
        **booleans(rollup, ROLLUP_CONTROLS),
        **({} if weight is None else {"objectiveMeasureWeight": weight}),
        **randomization(sequencing.first("randomizationcontrols")),
    }


def randomization(element: Element | None) -> Settings:
    if element is None:
        return {}
    settings: Settings = {
        "randomizationTiming": element.get("randomizationtiming") or None,
        "selectionTiming": element.get("selectiontiming") or None,
        "selectCount": whole_number(element.get("selectcount")),
        "randomizeChildren": boolean(element.get("reorderchildren")),
    }
    return {name: value for name, value in settings.items() if value is not None}


def sequencing_rules(sequencing: Element) -> Settings:
    kinds = {"preConditionRules": "preconditionrule", "exitConditionRules": "exitconditionrule"}
    kinds["postConditionRules"] = "postconditionrule"
    rules = {
        kind: [rule(one) for one in children_of(sequencing, "sequencingrules", name)] for kind, name in kinds.items()
    }
    return {kind: found for kind, found in rules.items() if found}


def rule(element: Element) -> Settings:
    conditions = element.first("ruleconditions")
    action = element.first("ruleaction")
    return {
        "action": action.get("action") if action else "",
        "conditionCombination": conditions.get("conditioncombination") or "all" if conditions else "all",
        "conditions": [condition(one) for one in children_of(element, "ruleconditions", "rulecondition")],
    }


def condition(element: Element) -> Settings:
    threshold = number(element.get("measurethreshold"), -1, 1)
    return {
        "condition": element.get("condition"),
        "operator": element.get("operator") or "noOp",
        **({"referencedObjective": element.get("referencedobjective")} if element.get("referencedobjective") else {}),
        **({} if threshold is None else {"parameters": {"threshold": threshold}}),
    }


def rollup_rule(element: Element) -> Settings:
    conditions = element.first("rollupconditions")
    action = element.first("rollupaction")
    return {
        "action": action.get("action") if action else "",
        "consideration": element.get("childactivityset") or "all",
        "minimumCount": whole_number(element.get("minimumcount")) or 0,
        "minimumPercent": 100 * (number(element.get("minimumpercent"), 0, 1) or 0),
        "conditionCombination": conditions.get("conditioncombination") or "any" if conditions else "any",
        "conditions": [condition(one) for one in children_of(element, "rollupconditions", "rollupcondition")],
    }


def rollup_considerations(element: Element | None) -> Settings:
    if element is None:
        return {}
    words = {name: element.get(name.lower()) for name in CONSIDERATIONS if element.get(name.lower())}
    return {**words, **booleans(element, ("measureSatisfactionIfActive",))}


def limit_conditions(element: Element | None) -> Settings:
    if element is None:
        return {}
    settings: Settings = {
        "attemptLimit": whole_number(element.get("attemptlimit")),
        "attemptAbsoluteDurationLimit": element.get("attemptabsolutedurationlimit") or None,
    }
    return {name: value for name, value in settings.items() if value is not None}


def objectives(sequencing: Element) -> Settings:
    """`primaryObjective` and `objectives`.

    The 4th edition's adlseq:objectives, a second element of the same local name, repeats objectives to give them more
    maps. The engine drops an objective without an id, so a nameless primary one gets one.
    """
    holders = sequencing.all("objectives")
    main = next((one for one in holders if one.first("primaryobjective")), holders[0] if holders else None)
    if main is None:
        return {}
    extensions = extended_maps([one for one in holders if one is not main])
    primary = main.first("primaryobjective")
    return {
        "primaryObjective": objective(primary, extensions, "primary") if primary else {},
        "objectives": [objective(one, extensions) for one in main.all("objective") if one.get("objectiveid")],
    }


def objective(element: Element, extensions: Extensions, default_id: str = "") -> Settings:
    measure = number(element.value("minnormalizedmeasure"), -1, 1)
    return {
        "objectiveID": element.get("objectiveid") or default_id,
        "satisfiedByMeasure": boolean(element.get("satisfiedbymeasure")) or False,
        **({} if measure is None else {"minNormalizedMeasure": measure}),
        "mapInfo": [map_info(one, extensions, element.get("objectiveid")) for one in element.all("mapinfo")],
    }


def map_info(element: Element, extensions: Extensions, identifier: str) -> Settings:
    target = element.get("targetobjectiveid")
    return {
        "targetObjectiveID": target,
        **dict.fromkeys(MAP_READS, True),
        **dict.fromkeys(MAP_WRITES, False),
        **booleans(element, MAP_READS + MAP_WRITES),
        **extensions.get((identifier, target), {}),
    }


def extended_maps(holders: list[Element]) -> Extensions:
    return {
        (one.get("objectiveid"), extra.get("targetobjectiveid")): {
            **dict.fromkeys(EXTENDED_READS, True),
            **dict.fromkeys(EXTENDED_WRITES, False),
            **booleans(extra, EXTENDED_READS + EXTENDED_WRITES),
        }
        for holder in holders
        for one in holder.all("objective") + holder.all("primaryobjective")
        for extra in one.all("mapinfo")
    }
