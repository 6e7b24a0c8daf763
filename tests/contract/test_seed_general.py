"""What the specification promises of all methods at once: sections 2.1, 2.3, 3.3.1, 5.1 and 5.3.2.2."""

import pytest
from lxml import html

from config.urls import router
from tests.apps.records import make_course, make_registration
from tests.asking import Asker
from tests.contract.access_table import NATURAL_KEYS, TABLE
from tests.contract.samples import BRET, GUID

# The specification, section 2.1, as printed, but for `customer`, whose paths an operator publishes.
LISTED = ("api_key", "course_provider", "course", "invitation", "launch_history", "realm_user", "registation",
          "registration", "stored_query", "template")  # fmt: skip
# Resource → what makes one; the record is then named by its guid or natural key.
NEW = {
    "realm_user": {"email": "new@example.com", "custom": "old"},
    "registration": {"course_guid": GUID, "learner_id": BRET, "custom": "old"},
    "template": {"name": "launcher", "custom": "old"},
    "invitation": {"name": "autumn", "custom": "old"},
}
LISTS = [name for name, lines in TABLE.items() if lines["list"].status == 200]
VOLATILE = {"id", "registration_guid", "created_at", "updated_at", "provider_created_at", "user_id"}


def stable(record: dict) -> dict:
    return {name: value for name, value in record.items() if name not in VOLATILE}


@pytest.mark.parametrize("name", LISTED)
def test_every_resource_of_the_list_answers_a_list(tenant, name):
    answer = tenant.pair(f"{name}.json")
    assert (answer.status, type(answer.json)) == (200, list)
    assert Asker()(f"{name}.json").status == 401


def test_the_list_holds_every_resource_but_the_custom_endpoints():
    assert set(router.viewsets) - {"customer"} == {*LISTED} - {"registation"}


@pytest.mark.parametrize("resource", NEW)
def test_gcreate_works_identically_to_create(tenant, resource):
    make_course(tenant, GUID)
    by_post = tenant.pair.post(f"{resource}.json", **NEW[resource])
    name = NATURAL_KEYS[resource]
    tenant.pair.delete(f"{resource}/{by_post.json[name]}")
    by_get = tenant.pair(f"{resource}/gcreate.json", **NEW[resource])
    assert by_post.status == by_get.status == 201
    assert stable(by_post.json) == stable(by_get.json)


@pytest.mark.parametrize("resource", NEW)
def test_gupdate_works_identically_to_update(tenant, resource):
    make_course(tenant, GUID)
    made = tenant.pair.post(f"{resource}.json", **NEW[resource]).json
    id = made[NATURAL_KEYS[resource]]
    by_put = tenant.pair.put(f"{resource}/{id}.json", custom="by put")
    by_get = tenant.pair(f"{resource}/gupdate/{id}.json", custom="by get")
    assert (by_put.status, by_get.status) == (200, 200)
    assert (by_put.json["custom"], by_get.json["custom"]) == ("by put", "by get")
    assert {**stable(by_put.json), "custom": ""} == {**stable(by_get.json), "custom": ""}


def test_a_create_by_get_needs_no_post_of_a_page_of_another_origin(tenant):
    """The specification, section 2.3: by JSONP, where a browser can neither POST nor PUT."""
    answer = tenant.realm_key("realm_user/gcreate.json", email=BRET, callback="got", _="1")
    assert answer.status == 200 and answer.text.startswith("/**/got({") and answer.text.endswith(", 201);")


def offered(page: str) -> set[str]:
    return {resource for resource, lines in TABLE.items() if page in lines and lines[page].status == 200}


def test_new_and_edit_are_html_forms_where_create_and_update_are_offered(tenant):
    course = make_course(tenant, GUID)
    ids = {"course": course.course_guid, "course_provider": tenant.provider.name}
    for resource in NEW:
        ids[resource] = tenant.pair.post(resource, **NEW[resource]).json[NATURAL_KEYS[resource]]
    for resource in offered("new"):
        check_form(tenant.pair(f"{resource}/new"))
    for resource in offered("edit") - {"stored_query"}:
        check_form(tenant.pair(f"{resource}/{ids[resource]}/edit"))
    assert offered("new") >= offered("edit") >= {"course", *NEW}


def check_form(answer) -> None:
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert html.fromstring(answer.body).forms[0].method == "POST"


@pytest.mark.parametrize("resource", LISTS)
@pytest.mark.parametrize(("suffix", "kind"), [("json", "application/json"), ("xml", "application/xml"),
                                              ("csv", "text/csv")])  # fmt: skip
def test_a_suffix_before_the_query_is_the_format_of_every_resource(tenant, resource, suffix, kind):
    for path, parameters in ((f"{resource}.{suffix}", {}), (resource, {"format": suffix})):
        assert tenant.pair(path, **parameters).headers["content-type"] == f"{kind}; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "control"),
    [("course", "include_registrations"), ("registration", "last_only"), ("registration", "crawl"),
     ("registration", "refresh_if_launched"), ("course", "fields"), ("course", "api_template")],
)  # fmt: skip
def test_a_control_parameter_takes_no_regular_expression(tenant, path, control):
    """The specification, section 5.3.2.2: as a pattern it is a name that means nothing, and so no row is lost to it."""
    make_registration(make_course(tenant, GUID), BRET)
    plain = tenant.pair(path).json
    assert tenant.pair(path, **{f"{control}_re": "^never$"}).json == plain != []


@pytest.mark.parametrize("resource", LISTS)
def test_fields_and_api_template_choose_what_every_resource_shows(tenant, resource):
    document = router.viewsets[resource].document
    minimum = [name for name, field in document.fields.items() if field.minimum]
    public = [name for name, field in document.fields.items() if not field.extended]
    make_registration(make_course(tenant, GUID), BRET).launches.create()
    for given in ("template", "invitation", "realm_user"):
        tenant.pair.post(given, **NEW[given])
    tenant.pair.post("api_key")
    asked = [name for name in ("updated_at", "id") if name in document.fields]
    cases = [({}, public), ({"api_template": "public"}, public), ({"api_template": "public_minimum"}, minimum)]
    for parameters, keys in [*cases, ({"fields": "updated_at,id"}, asked)]:
        rows = tenant.pair(f"{resource}.json", **parameters).json
        assert all(list(row) == keys for row in rows)
        assert rows or resource == "stored_query"
