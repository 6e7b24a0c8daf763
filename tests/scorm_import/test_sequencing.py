"""SCORM 2004 sequencing elements → scorm-again's activity settings."""

from typing import Any

import pytest

from apps.scorm.importing.manifest import Manifest, read_manifest
from tests.scorm_import.archives import SCORM_12_NAMESPACES, manifest, manifest_2004

FULL = """<imsss:sequencing>
  <imsss:controlMode choice="false" choiceExit="false" flow="true" forwardOnly="true"/>
  <imsss:sequencingRules>
    <imsss:preConditionRule><imsss:ruleConditions conditionCombination="any">
      <imsss:ruleCondition referencedObjective="obj_1" operator="not" condition="satisfied"/>
      <imsss:ruleCondition measureThreshold="0.5" condition="objectiveMeasureLessThan"/></imsss:ruleConditions>
      <imsss:ruleAction action="hiddenFromChoice"/></imsss:preConditionRule>
    <imsss:exitConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="always"/></imsss:ruleConditions>
      <imsss:ruleAction action="exit"/></imsss:exitConditionRule>
    <imsss:postConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="completed"/></imsss:ruleConditions>
      <imsss:ruleAction action="continue"/></imsss:postConditionRule>
  </imsss:sequencingRules>
  <imsss:limitConditions attemptLimit="2" attemptAbsoluteDurationLimit="PT30M"/>
  <imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0.25">
    <imsss:rollupRule childActivitySet="atLeastPercent" minimumPercent="0.5">
      <imsss:rollupConditions conditionCombination="all"><imsss:rollupCondition operator="not" condition="attempted"/>
      </imsss:rollupConditions><imsss:rollupAction action="notSatisfied"/></imsss:rollupRule>
  </imsss:rollupRules>
  <imsss:objectives>
    <imsss:primaryObjective objectiveID="obj_1" satisfiedByMeasure="true">
      <imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure>
      <imsss:mapInfo targetObjectiveID="global_1" writeSatisfiedStatus="true"/></imsss:primaryObjective>
    <imsss:objective objectiveID="obj_2"><imsss:mapInfo targetObjectiveID="global_2" readNormalizedMeasure="false"/>
    </imsss:objective>
  </imsss:objectives>
  <imsss:randomizationControls randomizationTiming="onEachNewAttempt" selectCount="3" selectionTiming="once"
    reorderChildren="true"/>
  <imsss:deliveryControls tracked="true" completionSetByContent="true"/>
  <adlseq:constrainedChoiceConsiderations preventActivation="true"/>
  <adlseq:rollupConsiderations requiredForSatisfied="ifAttempted" measureSatisfactionIfActive="false"/>
  <adlseq:objectives><adlseq:objective objectiveID="obj_2">
    <adlseq:mapInfo targetObjectiveID="global_2" writeRawScore="true" readMinScore="false"/></adlseq:objective>
  </adlseq:objectives>
</imsss:sequencing>"""

EXPECTED: dict[str, Any] = {
    "sequencingControls": {
        "choice": False,
        "choiceExit": False,
        "flow": True,
        "forwardOnly": True,
        "preventActivation": True,
        "rollupObjectiveSatisfied": False,
        "objectiveMeasureWeight": 0.25,
        "randomizationTiming": "onEachNewAttempt",
        "selectionTiming": "once",
        "selectCount": 3,
        "randomizeChildren": True,
    },
    "sequencingRules": {
        "preConditionRules": [
            {
                "action": "hiddenFromChoice",
                "conditionCombination": "any",
                "conditions": [
                    {"condition": "satisfied", "operator": "not", "referencedObjective": "obj_1"},
                    {"condition": "objectiveMeasureLessThan", "operator": "noOp", "parameters": {"threshold": 0.5}},
                ],
            }
        ],
        "exitConditionRules": [
            {
                "action": "exit",
                "conditionCombination": "all",
                "conditions": [{"condition": "always", "operator": "noOp"}],
            }
        ],
        "postConditionRules": [
            {
                "action": "continue",
                "conditionCombination": "all",
                "conditions": [{"condition": "completed", "operator": "noOp"}],
            }
        ],
    },
    "rollupRules": {
        "rules": [
            {
                "action": "notSatisfied",
                "consideration": "atLeastPercent",
                "minimumCount": 0,
                "minimumPercent": 50.0,
                "conditionCombination": "all",
                "conditions": [{"condition": "attempted", "operator": "not"}],
            }
        ]
    },
    "attemptLimit": 2,
    "attemptAbsoluteDurationLimit": "PT30M",
    "deliveryControls": {"tracked": True, "completionSetByContent": True},
    "rollupConsiderations": {"requiredForSatisfied": "ifAttempted", "measureSatisfactionIfActive": False},
    "primaryObjective": {
        "objectiveID": "obj_1",
        "satisfiedByMeasure": True,
        "minNormalizedMeasure": 0.6,
        "mapInfo": [
            {
                "targetObjectiveID": "global_1",
                "readSatisfiedStatus": True,
                "readNormalizedMeasure": True,
                "writeSatisfiedStatus": True,
                "writeNormalizedMeasure": False,
            }
        ],
    },
    "objectives": [
        {
            "objectiveID": "obj_2",
            "satisfiedByMeasure": False,
            "mapInfo": [
                {
                    "targetObjectiveID": "global_2",
                    "readSatisfiedStatus": True,
                    "readNormalizedMeasure": False,
                    "writeSatisfiedStatus": False,
                    "writeNormalizedMeasure": False,
                    "readRawScore": True,
                    "readMinScore": False,
                    "readMaxScore": True,
                    "readCompletionStatus": True,
                    "readProgressMeasure": True,
                    "writeRawScore": True,
                    "writeMinScore": False,
                    "writeMaxScore": False,
                    "writeCompletionStatus": False,
                    "writeProgressMeasure": False,
                }
            ],
        }
    ],
}
FOURTH = "2004 4th Edition"


def read(item: str, **parts: str) -> Manifest:
    return read_manifest(manifest_2004(item=item, **parts).encode(), ["index.html"])


def item_of(manifest_: Manifest) -> dict[str, Any]:
    return manifest_.activities["children"][0]


def test_every_element_is_converted() -> None:
    manifest_ = read(FULL)
    assert {
        name: value for name, value in item_of(manifest_).items() if name not in ("id", "title", "isVisible")
    } == EXPECTED
    sco = manifest_.launchables[0]
    assert (sco.scaled_passing_score, sco.max_time_allowed, sco.objective_ids) == (0.6, "PT30M", ("obj_1", "obj_2"))


def test_scorm_12_has_no_sequencing() -> None:
    foreign = SCORM_12_NAMESPACES + ' xmlns:imsss="urn:x" xmlns:adlseq="urn:y"'
    manifest_ = read_manifest(manifest(namespaces=foreign, item=FULL).encode(), ["index.html"])
    assert manifest_.standard == "scorm_12"
    assert "sequencingControls" not in item_of(manifest_)


def test_flow_is_off_unless_the_manifest_turns_it_on() -> None:
    """It is on by default in scorm-again, and off in the standard."""
    assert item_of(read(""))["sequencingControls"] == {"flow": False}


def test_an_item_inherits_from_a_collection_what_it_does_not_set() -> None:
    manifest_ = read(
        '<imsss:sequencing IDRef="shared"><imsss:controlMode flow="true"/></imsss:sequencing>',
        after="""<imsss:sequencingCollection><imsss:sequencing ID="shared"><imsss:controlMode choice="false"/>
            <imsss:limitConditions attemptLimit="1"/></imsss:sequencing></imsss:sequencingCollection>""",
    )
    assert item_of(manifest_)["sequencingControls"] == {"flow": True}
    assert item_of(manifest_)["attemptLimit"] == 1


def test_a_primary_objective_without_id_keeps_its_measure_but_is_not_listed() -> None:
    manifest_ = read(
        """<imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"/>
            <imsss:objective objectiveID="b"/></imsss:objectives></imsss:sequencing>"""
    )
    assert item_of(manifest_)["primaryObjective"]["objectiveID"] == "primary"
    assert manifest_.launchables[0].scaled_passing_score == 1.0
    assert manifest_.launchables[0].objective_ids == ("b",)


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("<adlcp:completionThreshold>0.75</adlcp:completionThreshold>", 0.75),
        ('<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.5"/>', 0.5),
        ('<adlcp:completionThreshold completedByMeasure="true"/>', 1.0),
        ('<adlcp:completionThreshold minProgressMeasure="0.5"/>', None),
        ("<adlcp:completionThreshold>7</adlcp:completionThreshold>", None),
        ("", None),
    ],
)
def test_completion_threshold(element: str, expected: float | None) -> None:
    assert read(element, version=FOURTH).launchables[0].completion_threshold == expected


def test_settings_of_an_item_outside_its_sequencing() -> None:
    manifest_ = read(
        """<adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI>previous</adlnav:hideLMSUI>
            <adlnav:hideLMSUI>continue</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>
        <adlcp:dataFromLMS>x</adlcp:dataFromLMS><adlcp:timeLimitAction>continue,message</adlcp:timeLimitAction>
        <adlcp:data><adlcp:map targetID="t" writeSharedData="true"/></adlcp:data>"""
    )
    item = item_of(manifest_)
    assert item["hideLmsUi"] == ["previous", "continue"]
    assert item["sharedDataMaps"] == [{"targetID": "t", "readSharedData": True, "writeSharedData": True}]
    assert (manifest_.launchables[0].launch_data, manifest_.launchables[0].time_limit_action) == (
        "x",
        "continue,message",
    )


@pytest.mark.parametrize(("value", "expected"), [("false", False), ("true", True), (None, True)])
def test_objectives_global_to_system(value: str | None, expected: bool) -> None:
    attribute = "" if value is None else f'adlseq:objectivesGlobalToSystem="{value}"'
    text = manifest_2004().replace('<organization identifier="org"', f'<organization identifier="org" {attribute}')
    assert read_manifest(text.encode(), ["index.html"]).objectives_global_to_system is expected
