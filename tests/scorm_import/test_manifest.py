"""A manifest → the fields of Manifest and Launchable (docs/contract/packages.md, "The manifest")."""

import json
import time

import pytest

from apps.scorm.importing import manifest_xml
from apps.scorm.importing.errors import PackageError
from apps.scorm.importing.manifest import Launchable, Manifest, Metadata, read_manifest
from tests.scorm_import.archives import SCORM_2004_NAMESPACES, manifest, manifest_2004

NAMES = ["imsmanifest.xml", "index.html", "second.html", "logo.svg"]


def read(text: str) -> Manifest:
    return read_manifest(text.encode(), NAMES)


def test_scorm_12_item() -> None:
    manifest_ = read(
        manifest(
            item="""<adlcp:prerequisites type="aicc_script">item_0</adlcp:prerequisites>
                <adlcp:masteryscore>80</adlcp:masteryscore><adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed>
                <adlcp:timelimitaction>exit,no message</adlcp:timelimitaction>
                <adlcp:datafromlms>level=2; mode=a</adlcp:datafromlms>""",
            item_attributes='isvisible="false"',
        )
    )
    assert (manifest_.standard, manifest_.identifier, manifest_.organization) == ("scorm_12", "course-1", "org")
    assert manifest_.launchables == (
        Launchable(
            identifier="item_1",
            title="Playing",
            href="index.html",
            kind="sco",
            visible=False,
            mastery_score=80.0,
            scaled_passing_score=None,
            completion_threshold=None,
            max_time_allowed="00:30:00",
            time_limit_action="exit,no message",
            launch_data="level=2; mode=a",
            objective_ids=(),
        ),
    )
    item = {"id": "item_1", "title": "Playing", "isVisible": False, "timeLimitAction": "exit,no message"}
    assert manifest_.activities == {
        "id": "org",
        "title": "Golf",
        "isVisible": True,
        "children": [item | {"prerequisites": "item_0"}],
    }
    assert manifest_.warnings == ()


@pytest.mark.parametrize(
    ("version", "namespaces", "standard"),
    [
        ("1.2", None, "scorm_12"),
        ("", None, "scorm_12"),
        ("CAM 1.3", SCORM_2004_NAMESPACES, "scorm_2004_2nd_edition"),
        ("1.3", SCORM_2004_NAMESPACES, "scorm_2004_2nd_edition"),
        ("2004 3rd Edition", SCORM_2004_NAMESPACES, "scorm_2004_3rd_edition"),
        ("2004 4th Edition", SCORM_2004_NAMESPACES, "scorm_2004_4th_edition"),
        ("2004 4TH EDITION", None, "scorm_2004_4th_edition"),
        ("", SCORM_2004_NAMESPACES, "scorm_2004_3rd_edition"),
        # Declared on the root element, but not used:
        ("", 'xmlns:adlcp="x" xmlns:unused="http://www.imsglobal.org/xsd/imsss"', "scorm_2004_3rd_edition"),
    ],
)
def test_standard(version: str, namespaces: str | None, standard: str) -> None:
    given = {} if namespaces is None else {"namespaces": namespaces}
    assert read(manifest(version=version, **given)).standard == standard


def test_metadata() -> None:
    text = """<lom xmlns="http://www.imsproject.org/xsd/imsmd_rootv1p2p1"><general>
        <title><langstring xml:lang="en">Golf, the course</langstring></title>
        <description><langstring>How to play.</langstring></description>
        <keyword><langstring>golf</langstring></keyword><keyword><langstring>sport</langstring></keyword></general>
        <technical><duration><datetime>PT1H</datetime></duration></technical>
        <educational><typicallearningtime><datetime>PT45M</datetime></typicallearningtime></educational></lom>"""
    expected = Metadata("Golf, the course", "How to play.", "PT1H", "PT45M", ("golf", "sport"))
    assert read(manifest(metadata=text)).metadata == expected
    lom_2004 = text.replace("langstring", "string").replace("datetime>", "duration>")
    lom_2004 = lom_2004.replace("typicallearningtime", "typicalLearningTime")
    assert read(manifest_2004(metadata=lom_2004)).metadata == expected


def test_title_falls_back_to_metadata() -> None:
    lom = "<lom><general><title><string>From metadata</string></title></general></lom>"
    assert read(manifest(metadata=lom, organizations="")).title == "From metadata"


TWO_ORGANIZATIONS = """<organizations default="{default}">
    <organization identifier="a"><title>A</title><item identifier="i1" identifierref="res_1"/></organization>
    <organization identifier="b"><title>B</title><item identifier="i2" identifierref="res_1"/></organization>
    </organizations>"""


@pytest.mark.parametrize(("default", "chosen"), [("b", "b"), ("a", "a"), ("", "a"), ("gone", "a")])
def test_organization(default: str, chosen: str) -> None:
    manifest_ = read(manifest(organizations=TWO_ORGANIZATIONS.format(default=default)))
    assert manifest_.organization == chosen
    assert manifest_.warnings == (f"The manifest has 2 organizations; only `{chosen}` was imported.",)


def test_tree_and_order_of_launchables() -> None:
    manifest_ = read(
        manifest(
            organizations="""<organizations><organization identifier="o"><title>T</title>
                <item identifier="chapter"><title>C</title><item identifier="x" identifierref="s"/>
                    <item identifier="y" identifierref="a"/></item>
                <item identifier="z" identifierref="s" parameters="page=2"/></organization></organizations>""",
            resources="""<resource identifier="s" adlcp:scormType="SCO" href="index.html"/>
                <resource identifier="a" adlcp:scormtype="asset" href="logo.svg"/>""",
        )
    )
    rows = [(each.identifier, each.kind, each.href) for each in manifest_.launchables]
    assert rows == [("x", "sco", "index.html"), ("y", "asset", "logo.svg"), ("z", "sco", "index.html?page=2")]
    assert [child["id"] for child in manifest_.activities["children"][0]["children"]] == ["x", "y"]


def test_without_organizations_each_sco_is_an_item() -> None:
    resources = """<resource identifier="a" adlcp:scormtype="asset" href="logo.svg"/>
        <resource identifier="s1" adlcp:scormtype="sco" href="index.html"/>
        <resource identifier="s2" adlcp:scormtype="sco" href="second.html"/>"""
    manifest_ = read(manifest(organizations="", resources=resources))
    assert [each.identifier for each in manifest_.launchables] == ["s1", "s2"]


def test_invalid_values_are_ignored_with_a_warning() -> None:
    manifest_ = read(
        manifest(
            item="""<adlcp:masteryscore>NaN</adlcp:masteryscore>
                <adlcp:timelimitaction>explode</adlcp:timelimitaction>
                <adlcp:maxtimeallowed>00000000000000000000000000000000000000000000:00</adlcp:maxtimeallowed>
                <item identifier="item_1" identifierref="gone"/>"""
        )
    )
    sco = manifest_.launchables[0]
    assert (sco.mastery_score, sco.time_limit_action, sco.max_time_allowed) == (None, "", "")
    parts = ("is not a duration", "SCORM has no time limit action", "used more than once", "refers to a resource")
    assert [part in warning for part, warning in zip(parts, manifest_.warnings, strict=True)] == [True] * 4
    assert manifest_.activities["children"][0]["children"][0]["id"] == "item_1-2"


def test_after_twenty_missing_files_only_the_number_is_given() -> None:
    files = "".join(f'<file href="gone{number}.png"/>' for number in range(25))
    resource = f'<resource identifier="res_1" adlcp:scormtype="sco" href="index.html">{files}</resource>'
    warnings = read(manifest(resources=resource)).warnings
    assert len(warnings) == 21
    assert warnings[-1] == "More warnings of this kind: 5."


def test_as_json_has_only_json_values() -> None:
    plain = read(manifest_2004()).as_json()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert "launchables" not in plain and "warnings" not in plain


@pytest.mark.parametrize(
    "text",
    [
        "<manifest>" * 101 + "</manifest>" * 101,
        "<manifest>" + "<a/>" * 20_000 + "</manifest>",
        "<manifest>" + "<a/>" * 20_000 + "&",  # read leniently
    ],
)
def test_depth_and_length_are_limited(text: str) -> None:
    with pytest.raises(PackageError, match="100 levels or 20,000 elements"):
        manifest_xml.parse(text.encode())


def test_size_is_limited() -> None:
    with pytest.raises(PackageError, match="8 MiB"):
        manifest_xml.parse(b"<manifest>" + b" " * manifest_xml.MAX_BYTES)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE m [<!ENTITY a "b">]>',
        '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE m [<!ENTITY % a SYSTEM "http://127.0.0.1:1/x">%a;]>',
        '<!DOCTYPE m [<!NOTATION n SYSTEM "x"><!ENTITY a SYSTEM "x" NDATA n>]>',
    ],
)
@pytest.mark.parametrize("before", ["", "\n<?xml version='1.0'?>"])  # the latter: read leniently
def test_entity_definitions_are_refused(doctype: str, before: str) -> None:
    with pytest.raises(PackageError, match="entities"):
        manifest_xml.parse(f"{before}{doctype}<manifest>&a;</manifest>".encode())


# Different ways in which a few bytes would expand to gigabytes.
AMPLIFIERS = {
    "default attribute": '<!DOCTYPE manifest [<!ATTLIST a b CDATA "{long}">]><manifest>{elements}</manifest>',
    "default attribute, read leniently": '<!DOCTYPE manifest [<!ATTLIST a b CDATA "{long}">]><manifest>{elements}',
    "namespace": '<manifest xmlns="{long}">{elements}</manifest>',
    "namespace, read leniently": '<manifest xmlns="{long}">{elements}',
    "attribute": '<manifest x="{long}">{elements}</manifest>',
}


@pytest.mark.parametrize("kind", AMPLIFIERS)
def test_amplifiers_are_refused(kind: str) -> None:
    text = AMPLIFIERS[kind].format(long="x" * 4_000_000, elements="<a/>" * 15_000)
    with pytest.raises(PackageError, match=r"default attributes|longer than 4,000 characters"):
        manifest_xml.parse(text.encode())


def test_a_long_base_is_refused() -> None:
    base = f'xml:base="{"x" * 1_500}/"'
    with pytest.raises(PackageError, match=r"longer than 2,000 characters"):
        read(manifest(attributes=base, resources_attributes=base))


def test_the_size_of_collections_counts_for_each_reference() -> None:
    rules = "<imsss:rollupRule/>" * 5_000
    items = '<item><imsss:sequencing IDRef="c"/></item>' * 5_000
    collection = f'<imsss:sequencing ID="c"><imsss:rollupRules>{rules}</imsss:rollupRules></imsss:sequencing>'
    with pytest.raises(PackageError, match="too many sequencing rules"):
        read(manifest_2004(item=items, after=f"<sequencingCollection>{collection}</sequencingCollection>"))


def test_the_text_of_collections_counts_for_each_reference() -> None:
    rules = f'<imsss:rollupRule childActivitySet="{"x" * 3_900}"/>' * 40
    items = '<item><imsss:sequencing IDRef="c"/></item>' * 2_000
    collection = f'<imsss:sequencing ID="c"><imsss:rollupRules>{rules}</imsss:rollupRules></imsss:sequencing>'
    started = time.monotonic()
    with pytest.raises(PackageError, match="too many sequencing rules"):
        read(manifest_2004(item=items, after=f"<sequencingCollection>{collection}</sequencingCollection>"))
    assert time.monotonic() - started < 5


def test_thousands_of_equal_identifiers_are_no_problem() -> None:
    manifest_ = read(manifest(item='<item identifier="x"/>' * 15_000))
    identifiers = [child["id"] for child in manifest_.activities["children"][0]["children"]]
    assert len(set(identifiers)) == 15_000 and identifiers[-1] == "x-15000"
    assert manifest_.warnings[-1] == "More warnings of this kind: 14,979."


def test_an_external_doctype_is_allowed_but_not_fetched() -> None:
    text = '<!DOCTYPE manifest PUBLIC "x" "http://127.0.0.1:1/ims.dtd"><manifest/>'
    assert manifest_xml.parse(text.encode()).root.name == "manifest"


@pytest.mark.parametrize("encoding", ["punycode", "idna", "utf-7", "unicode_escape", "hz", "rot13", "zlib"])
def test_only_usual_encodings_are_read(encoding: str) -> None:
    """Python's punycode decoder takes time that grows with the square of the length."""
    text = f'<?xml version="1.0" encoding="{encoding}"?><manifest>-{"a" * 640_000}'
    started = time.monotonic()
    with pytest.raises(PackageError, match=f"has the encoding `{encoding}`, which is not read; save it as UTF-8"):
        manifest_xml.parse(text.encode())
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("encoding", ["UTF-8", "latin1", "windows-1251", "Shift_JIS", "GB2312", "koi8-r", "cp850"])
def test_usual_encodings_are_read(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><manifest><title>Golf</title></manifest>'
    assert manifest_xml.parse(text.encode()).root.findtext("title") == "Golf"
