"""SCORM 2004 sequencing elements → the activity settings of scorm-again 3.4.3. Pure.

See docs/contract/packages.md, "Sequencing".

Conditions, actions and timings keep the manifest's names. Two values are set explicitly, because scorm-again differs
from the standard: `flow` is false by default, and a rollup rule's `minimumPercent` is 0 to 1 (scorm-again: 0 to 100).
"""

from collections.abc import Mapping
from typing import Any

from apps.scorm.importing.manifest_values import boolean, number, whole_number
from apps.scorm.importing.manifest_xml import Element

ActivitySettings = dict[str, Any]  # of one activity, or a part of them; JSON values only
Extensions = Mapping[tuple[str, str], ActivitySettings]  # the 4th edition's additional maps, by objective and target

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


def sequencing_collections(manifest: Element) -> dict[str, Element]:
    """The reusable `<sequencing>` elements of the manifest's `<sequencingCollection>`s, by ID."""
    collections = manifest.findall("sequencingcollection")
    elements = [element for collection in collections for element in collection.findall("sequencing")]
    return {element.get("id"): element for element in elements if element.get("id")}


def effective_sequencing(item: Element, collections: Mapping[str, Element]) -> Element:
    """The item's `<sequencing>`, completed by elements of the one that its IDRef refers to; its own take precedence."""
    own = item.find("sequencing") or Element("sequencing", {})
    referenced = collections.get(own.get("idref"), Element("sequencing", {}))
    own_names = {child.name for child in own.children}
    children = [child for child in referenced.children if child.name not in own_names] + own.children
    return Element("sequencing", own.attributes, children=children)


def sequencing_settings(sequencing: Element) -> ActivitySettings:
    """The settings of one activity, from its `<sequencing>`; only those that it sets, and `flow`."""
    settings: ActivitySettings = {
        "sequencingControls": sequencing_controls(sequencing),
        "sequencingRules": sequencing_rules(sequencing),
        "rollupRules": {"rules": [rollup_rule(rule) for rule in children_of(sequencing, "rolluprules", "rolluprule")]},
        "deliveryControls": booleans(sequencing.find("deliverycontrols"), DELIVERY_CONTROLS),
        "rollupConsiderations": rollup_considerations(sequencing.find("rollupconsiderations")),
        **limit_conditions(sequencing.find("limitconditions")),
        **objectives(sequencing),
    }
    return {name: value for name, value in settings.items() if value not in ({}, [], {"rules": []})}


def children_of(element: Element, container: str, name: str) -> list[Element]:
    return [child for holder in element.findall(container) for child in holder.findall(name)]


def booleans(element: Element | None, names: tuple[str, ...]) -> ActivitySettings:
    """The attributes of these names that are present, as booleans."""
    given = {name: boolean(element.get(name.lower())) for name in names} if element else {}
    return {name: value for name, value in given.items() if value is not None}


def sequencing_controls(sequencing: Element) -> ActivitySettings:
    rollup = sequencing.find("rolluprules")
    weight = number(rollup.get("objectivemeasureweight"), 0, 1) if rollup else None
    return {
        "flow": False,
        **booleans(sequencing.find("controlmode"), CONTROL_MODE),
        **booleans(sequencing.find("constrainedchoiceconsiderations"), CONSTRAINED_CHOICE),
        **booleans(rollup, ROLLUP_CONTROLS),
        **({} if weight is None else {"objectiveMeasureWeight": weight}),
        **randomization(sequencing.find("randomizationcontrols")),
    }


def randomization(element: Element | None) -> ActivitySettings:
    if element is None:
        return {}
    settings: ActivitySettings = {
        "randomizationTiming": element.get("randomizationtiming") or None,
        "selectionTiming": element.get("selectiontiming") or None,
        "selectCount": whole_number(element.get("selectcount")),
        "randomizeChildren": boolean(element.get("reorderchildren")),
    }
    return {name: value for name, value in settings.items() if value is not None}


def sequencing_rules(sequencing: Element) -> ActivitySettings:
    kinds = {"preConditionRules": "preconditionrule", "exitConditionRules": "exitconditionrule"}
    kinds["postConditionRules"] = "postconditionrule"
    rules = {
        kind: [rule(each) for each in children_of(sequencing, "sequencingrules", name)] for kind, name in kinds.items()
    }
    return {kind: listed for kind, listed in rules.items() if listed}


def rule(element: Element) -> ActivitySettings:
    conditions = element.find("ruleconditions")
    action = element.find("ruleaction")
    return {
        "action": action.get("action") if action else "",
        "conditionCombination": conditions.get("conditioncombination") or "all" if conditions else "all",
        "conditions": [condition(each) for each in children_of(element, "ruleconditions", "rulecondition")],
    }


def condition(element: Element) -> ActivitySettings:
    threshold = number(element.get("measurethreshold"), -1, 1)
    return {
        "condition": element.get("condition"),
        "operator": element.get("operator") or "noOp",
        **({"referencedObjective": element.get("referencedobjective")} if element.get("referencedobjective") else {}),
        **({} if threshold is None else {"parameters": {"threshold": threshold}}),
    }


def rollup_rule(element: Element) -> ActivitySettings:
    conditions = element.find("rollupconditions")
    action = element.find("rollupaction")
    return {
        "action": action.get("action") if action else "",
        "consideration": element.get("childactivityset") or "all",
        "minimumCount": whole_number(element.get("minimumcount")) or 0,
        "minimumPercent": 100 * (number(element.get("minimumpercent"), 0, 1) or 0),
        "conditionCombination": conditions.get("conditioncombination") or "any" if conditions else "any",
        "conditions": [condition(each) for each in children_of(element, "rollupconditions", "rollupcondition")],
    }


def rollup_considerations(element: Element | None) -> ActivitySettings:
    if element is None:
        return {}
    words = {name: element.get(name.lower()) for name in CONSIDERATIONS if element.get(name.lower())}
    return {**words, **booleans(element, ("measureSatisfactionIfActive",))}


def limit_conditions(element: Element | None) -> ActivitySettings:
    if element is None:
        return {}
    settings: ActivitySettings = {
        "attemptLimit": whole_number(element.get("attemptlimit")),
        "attemptAbsoluteDurationLimit": element.get("attemptabsolutedurationlimit") or None,
    }
    return {name: value for name, value in settings.items() if value is not None}


def objectives(sequencing: Element) -> ActivitySettings:
    """`primaryObjective` and `objectives`.

    The 4th edition's adlseq:objectives, a second element of the same local name, repeats objectives to add maps to
    them. scorm-again drops an objective without an id, so a primary one without an id gets "primary".
    """
    holders = sequencing.findall("objectives")
    main = next((each for each in holders if each.find("primaryobjective")), holders[0] if holders else None)
    if main is None:
        return {}
    extensions = extended_maps([each for each in holders if each is not main])
    primary = main.find("primaryobjective")
    return {
        "primaryObjective": objective(primary, extensions, "primary") if primary else {},
        "objectives": [objective(each, extensions) for each in main.findall("objective") if each.get("objectiveid")],
    }


def objective(element: Element, extensions: Extensions, default_id: str = "") -> ActivitySettings:
    measure = number(element.findtext("minnormalizedmeasure"), -1, 1)
    return {
        "objectiveID": element.get("objectiveid") or default_id,
        "satisfiedByMeasure": boolean(element.get("satisfiedbymeasure")) or False,
        **({} if measure is None else {"minNormalizedMeasure": measure}),
        "mapInfo": [map_info(each, extensions, element.get("objectiveid")) for each in element.findall("mapinfo")],
    }


def map_info(element: Element, extensions: Extensions, identifier: str) -> ActivitySettings:
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
        (each.get("objectiveid"), extra.get("targetobjectiveid")): {
            **dict.fromkeys(EXTENDED_READS, True),
            **dict.fromkeys(EXTENDED_WRITES, False),
            **booleans(extra, EXTENDED_READS + EXTENDED_WRITES),
        }
        for holder in holders
        for each in holder.findall("objective") + holder.findall("primaryobjective")
        for extra in each.findall("mapinfo")
    }
