"""The same records in each format (docs/contract/formats.md; docs/contract/reliability.md, "Threats", T9, T14)."""

import csv
import io
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from config.urls import router
from tests.apps.records import ANN, make_course, make_registration
from tests.asking import Asker
from tests.conftest import create_tenant

FLAT = ("course", "registration", "realm_user", "api_key", "course_provider", "launch_history", "template")
COLLECTIONS = tuple(name for name in router.viewsets if "list" in router.viewsets[name].required_scopes)
NASTY = "a&b<c>\"d'\u2028\u2029</script>é\U0001f40d"


@pytest.fixture
def full(tenant):
    """One record of each resource."""
    course = make_course(tenant, title=NASTY, custom=None)
    make_registration(course, ANN, score=99.2, totaltime=100.0).launches.create()
    tenant.pair.post("api_key")
    tenant.pair.post("template", name="launcher", body=NASTY)
    tenant.pair.post("invitation", name="club", description=NASTY, course_guids=f'["{course.course_guid}"]')
    tenant.pair.post("stored_query", name="mine", sql="SELECT 1 AS one", description=NASTY)
    return tenant


def test_what_has_an_index_is_tried_here():
    assert set(COLLECTIONS) == {*FLAT, "invitation", "stored_query"}


@pytest.mark.parametrize("resource", FLAT)
def test_the_formats_hold_the_same_records(full, resource):
    (record,) = full.pair(f"{resource}.json").json
    (row,) = csv.DictReader(io.StringIO(full.pair(f"{resource}.csv").text))
    (element,) = etree.fromstring(full.pair(f"{resource}.xml").body)
    for name, value in record.items():
        spelled = "" if value is None else value if isinstance(value, str) else json.dumps(value)
        assert row[name] == spelled
        assert (element.findtext(name.replace("_", "-")) or "") == spelled


@pytest.mark.parametrize("resource", COLLECTIONS)
def test_the_suffix_wins_over_format(full, resource):
    assert full.pair(f"{resource}.csv", format="xml").headers["content-type"] == "text/csv; charset=utf-8"
    assert full.pair(resource, format="xml").headers["content-type"] == "application/xml; charset=utf-8"
    assert full.pair(resource).headers["content-type"] == "application/json; charset=utf-8"
    assert full.pair(f"{resource}.csv", format="nonsense").status == 200


@pytest.mark.parametrize("path", ["{}.jsonc", "{}.JSON", "{}.", "{}.html", "{}?format=yaml", "{}/gcreate.pdf"])
@pytest.mark.parametrize("resource", COLLECTIONS)
def test_an_unknown_format_is_406_with_an_empty_body(full, resource, path):
    answer = full.pair(path.format(resource))
    # A dot with nothing after it names no format, and so no route.
    assert (answer.status, answer.body) == (404 if path == "{}." else 406, b"")


def test_a_learners_nested_record_has_csv_columns_of_its_own(full):
    text = full.learner(ANN)("course.csv", fields="course_guid,registrations.complete,registrations.score").text
    assert text == "course_guid,registrations.complete,registrations.score\n16-4fbd9ea698bce,unknown,99.2\n"


def test_several_nested_records_are_json_text_in_csv(full):
    (row,) = csv.DictReader(io.StringIO(full.pair("course.csv", fields="registrations.score").text))
    assert json.loads(row["registrations"]) == [{"score": 99.2}]


def test_nested_records_in_xml_are_an_array(full):
    (course,) = etree.fromstring(full.pair("course.xml", include_registrations="t").body)
    nested = course.find("registrations")
    assert (nested.get("type"), nested[0].tag, nested[0].findtext("score")) == ("array", "registration", "99.2")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1.5", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"])
def test_csv_defuses_formulas_in_text_unless_raw_is_asked_for(tenant, text):
    make_course(tenant, title=text, size=5)
    answers = [tenant.pair("course.csv", raw=raw, fields="title").text for raw in ("f", "t")]
    cells = [list(csv.reader(io.StringIO(answer, newline="")))[1] for answer in answers]
    assert cells == [[f"'{text}"], [text]]


def test_csv_leaves_numbers_alone(tenant):
    course = make_course(tenant, versions=-1)
    assert tenant.pair("course.csv", fields="versions", id=course.pk).text == "versions\n-1\n"


@pytest.mark.parametrize("forbidden", ["\x01", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_xml_drops_what_xml_forbids(tenant, forbidden):
    make_course(tenant, title=f"a{forbidden}b")
    assert etree.fromstring(tenant.pair("course.xml").body)[0].findtext("title") == "ab"
    assert tenant.pair("course.json").json[0]["title"] == f"a{forbidden}b"


PRINTABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
XML_FORBIDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@given(text=PRINTABLE)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_from_every_format(db, tenant, text):
    course = make_course(tenant, custom=text)
    try:
        asked = {"fields": "custom,id", "id": course.pk}
        assert tenant.pair("course.json", **asked).json[0]["custom"] == text
        assert etree.fromstring(tenant.pair("course.xml", **asked).body)[0].findtext("custom") == XML_FORBIDS.sub(
            "", text
        )
        raw = tenant.pair("course.csv", **asked, raw="t").body.decode()
        assert list(csv.reader(io.StringIO(raw, newline="")))[1][0] == text
    finally:
        course.delete()


JSONP = re.compile(r"/\*\*/(?P<name>[\w.$]+)\((?P<document>.*), (?P<status>\d+)\);", re.ASCII | re.DOTALL)


def called(answer) -> tuple[str, object, int]:
    """The callback's name, its document, its status."""
    found = JSONP.fullmatch(answer.text)
    assert found, answer.text
    return found["name"], json.loads(found["document"]), int(found["status"])


@pytest.mark.parametrize("resource", COLLECTIONS)
def test_jsonp_wraps_the_same_document(full, resource):
    plain = full.pair(f"{resource}.json")
    for path in (f"{resource}.json", resource):
        answer = full.pair(path, callback="jQuery1.$got_2", _="170")
        assert called(answer) == ("jQuery1.$got_2", plain.json, 200)
        assert answer.headers["content-type"] == "application/javascript; charset=utf-8"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not any(bad in answer.text for bad in ("\u2028", "\u2029", "</"))


def test_jsonp_of_a_create_has_its_status_as_second_argument(tenant):
    _, document, status = called(tenant.pair("realm_user/gcreate.json", email=ANN, callback="got"))
    assert (document["email"], status) == (ANN, 201)
    assert called(tenant.pair("realm_user/gcreate.json", email=ANN, callback="got"))[2] == 302


def test_jsonp_makes_every_error_a_200_with_the_error_as_document(full):
    pair, key = full.pair.credentials, full.realm_key.credentials
    cases = {
        401: Asker()("course.json", callback="got"),
        404: full.pair("course/unknown.json", callback="got"),
        405: full.pair("api_key/gupdate/1.json", callback="got"),
        500: full.pair("course.json", limit="x", callback="got"),
        501: Asker(**pair, **key)("course.json", callback="got"),
    }
    for status, answer in cases.items():
        assert answer.status == 200
        assert called(answer) == ("got", {"error_code": str(status), "error_message": ""}, status)


@pytest.mark.parametrize("name", ["", "a b", "alert(1)", "a..b", ".a", "1a", "é", "a" * 65, "a;b", "a\n", "<script>",
                                  ".".join("abcdefg")])  # fmt: skip
def test_an_odd_callback_is_a_malformed_argument(tenant, name):
    answer = tenant.pair("course.json", callback=name)
    assert answer.status == (500 if name else 200)
    assert not answer.text.startswith("/**/")


def test_a_callback_counts_on_json_gets_only(full):
    assert full.pair("course.xml", callback="got").headers["content-type"].startswith("application/xml")
    assert full.pair.post("realm_user", email="b@example.com", callback="got").status == 201


def test_two_answers_that_are_equal_have_one_etag_and_no_body_the_second_time(full):
    indexes = [f"{resource}.{format}" for resource in COLLECTIONS for format in ("json", "xml", "csv")]
    for path in (*indexes, "course/16-4fbd9ea698bce"):
        tag = full.pair(path).headers["etag"]
        again = full.pair.send("GET", path, headers={"If-None-Match": f'W/"x", {tag}'})
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert full.pair.send("GET", path, headers={"If-None-Match": '"other"'}).status == 200


def test_an_answer_past_256_kib_is_streamed_and_whole(db):
    tenant = create_tenant("Large")
    for number in range(60):
        make_course(tenant, f"g{number}", title=f"{number} " + "x" * 8000)
    for format in ("json", "xml", "csv"):
        answer = tenant.pair(f"course.{format}")
        assert len(answer.body) > 256 * 1024
        assert "etag" not in answer.headers and "content-length" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"
    assert len(tenant.pair("course.json").json) == 60
