"""Python views of an installed package, published under `customer/<path>`."""

import csv
import io
import logging

import pytest
from lxml import etree

from apps.customer import viewsets as views
from apps.customer.installed import missing_views
from apps.customer.interface import Table
from apps.realm_user.models import RealmUser
from tests.apps.customer.conftest import publish
from tests.apps.records import ANN, BOB, make_course, make_registration

pytestmark = pytest.mark.usefixtures("example_package")


@pytest.fixture
def registrations(tenant):
    course = make_course(tenant)
    make_registration(course, ANN, totaltime=5400)
    make_registration(course, BOB, totaltime=1800)


def test_a_table_in_every_format(tenant, registrations):
    publish(tenant, "reports/hours", "hours")
    assert tenant.pair("customer/reports/hours.json").json == [[ANN, 1.5], [BOB, 0.5]]
    assert tenant.pair("customer/reports/hours").json == [[ANN, 1.5], [BOB, 0.5]]
    assert tenant.pair("customer/reports/hours/", rows="objects").json[0] == {"learner": ANN, "hours": 1.5}
    assert list(csv.reader(io.StringIO(tenant.pair("customer/reports/hours.csv").text))) == [
        ["learner", "hours"], [ANN, "1.5"], [BOB, "0.5"]
    ]  # fmt: skip
    root = etree.fromstring(tenant.pair("customer/reports/hours.xml").body)
    assert [(row.findtext("learner"), row.find("hours").get("type")) for row in root] == [
        (ANN, "float"),
        (BOB, "float"),
    ]
    script = tenant.realm_key("customer/reports/hours.json", callback="got").text
    assert script == f'/**/got([["{ANN}",1.5],["{BOB}",0.5]], 200);'


def test_a_nested_document_in_every_format(tenant, registrations):
    publish(tenant, "learners", "learners")
    expected = {"path": "learners", "learners": {ANN: {"role": 1}, BOB: {"role": 1}}}
    answer = tenant.pair("customer/learners.json")
    assert answer.json == expected
    assert (
        tenant.pair.send("GET", "customer/learners.json", headers={"If-None-Match": answer.headers["etag"]}).status
        == 304
    )
    root = etree.fromstring(tenant.pair("customer/learners.xml").body)
    assert (root.tag, root.find("learners/entry").get("key")) == ("customer", ANN)
    header, row = csv.reader(io.StringIO(tenant.pair("customer/learners.csv").text))
    assert (header, row[0]) == (["path", "learners"], "learners")


def test_parameters_come_from_query_and_body_alike(tenant, registrations):
    publish(tenant, "hours", "hours")
    assert tenant.pair("customer/hours", least="1").json == [[ANN, 1.5]]
    assert tenant.pair.post("customer/hours.json", least="1").json == [[ANN, 1.5]]
    refused = tenant.pair("customer/hours", least="x")
    assert (refused.status, refused.headers["x-bright-error"]) == (500, "invalid-argument")
    script = tenant.pair("customer/hours.json", least="x", callback="got")
    assert (script.status, script.text) == (200, '/**/got({"error_code":"500","error_message":""}, 500);')


def test_a_view_sees_only_what_its_caller_may_see(tenant, other_tenant, registrations):
    make_registration(make_course(other_tenant), "theirs@example.com", totaltime=7200)
    publish(tenant, "hours", "hours", admits_users=True, admits_provider=True)
    assert tenant.learner(BOB)("customer/hours").json == [[BOB, 0.5]]
    assert tenant.app("customer/hours").json == [[ANN, 1.5], [BOB, 0.5]]


def test_a_view_writes_by_post_and_never_by_head_or_prefetch(tenant, registrations):
    publish(tenant, "note", "note")
    assert tenant.pair("customer/note", email=ANN, note="x").status == 500
    assert tenant.pair.post("customer/note", email="nobody@example.com", note="x").status == 404
    assert tenant.pair.post("customer/note", email=ANN, note="well done").json == {"noted": "well done"}
    assert RealmUser.objects.get(user__email=ANN).custom == "well done"
    assert tenant.pair.send("HEAD", "customer/note").status == 405
    assert tenant.pair.send("GET", "customer/note", headers={"Sec-Purpose": "prefetch"}).status == 405


@pytest.mark.parametrize(
    ("view", "reason"), [("crash", "ZeroDivisionError"), ("nonsense", "not list"), ("unimportable", "there_is_none")]
)
def test_a_broken_view_is_a_500_that_names_its_package_in_the_log(tenant, caplog, view, reason):
    publish(tenant, "broken", view)
    answer = tenant.pair("customer/broken")
    assert (answer.status, answer.body, "x-bright-error" in answer.headers) == (500, b"", False)
    (record,) = [record for record in caplog.records if "event=unhandled" in record.message]
    said = logging.Formatter().format(record)
    assert reason in said
    assert f"customer view example-customer-views:{view} 1.2" in said


def test_an_error_while_rows_are_streamed_names_the_package_once(tenant, monkeypatch):
    def rows():
        yield from ((number, "x" * 50) for number in range(10_000))
        raise ValueError("no more")

    publish(tenant, "late", "hours")
    table = Table({"number": "integer", "text": "text"}, rows())
    monkeypatch.setattr(views, "load", lambda name: lambda asked: table)
    with pytest.raises(ValueError, match="no more") as broken:  # which breaks the connection
        tenant.pair("customer/late")
    (note,) = broken.value.__notes__
    assert "customer view example-customer-views:hours 1.2" in note


def test_an_endpoint_of_a_missing_package_is_404_and_reported(tenant, caplog):
    publish(tenant, "old", of="gone-package", view="hours")
    publish(tenant, "off", of="gone-package", view="hours", enabled=False)
    publish(tenant, "broken", "unimportable")
    publish(tenant, "good", "hours")
    assert tenant.pair("customer/old").status == 404
    gone, broken = missing_views()
    assert gone.startswith("customer/old of the realm Acme needs the package gone-package, which is not installed:")
    assert "can't be imported: AttributeError" in broken
