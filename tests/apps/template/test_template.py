"""Templates over the API."""

import pytest

from tests.apps.records import ANN

BODY = '<h1>{{course.title}}</h1>\n{{#each x}} "quoted" {{/each}} '


def test_a_template_is_kept_byte_for_byte(tenant):
    made = tenant.pair.post("template", name="launcher", body=BODY, custom=" x ")
    assert made.status == 201
    shown = tenant.pair("template/launcher.json").json
    assert (shown["body"], shown["custom"], shown["markup"], shown["mimetype"]) == (
        BODY,
        " x ",
        "handlebars",
        "text/html",
    )
    assert list(shown) == ["id", "name", "markup", "mimetype", "body", "realm_id", "custom", "created_at", "updated_at"]


def test_a_template_made_twice_stays_as_it_is(tenant):
    tenant.pair.post("template", name="launcher", body="first")
    again = tenant.pair("template/gcreate", name="launcher", body="second")
    assert (again.status, again.json["body"]) == (200, "first")


def test_a_template_is_updated_by_name_or_id(tenant):
    pk = tenant.pair.post("template", name="launcher").json["id"]
    assert tenant.pair("template/gupdate", name="launcher", body="new").json["body"] == "new"
    assert tenant.pair.put(f"template/{pk}", mimetype="text/plain").json["mimetype"] == "text/plain"
    assert tenant.pair.delete("template/launcher").status == 200
    assert tenant.pair("template/launcher").status == 404


@pytest.mark.parametrize(
    "values", [{}, {"name": "gcreate"}, {"name": "a", "mimetype": "nonsense"}, {"name": "x" * 201}]
)
def test_a_malformed_template_is_refused(tenant, values):
    answer = tenant.pair.post("template", **values)
    assert (answer.status, answer.headers["x-bright-error"]) == (500, "invalid-argument")


def test_templates_are_chosen_by_name_markup_and_mimetype(tenant):
    tenant.pair.post("template", name="a", markup="html")
    tenant.pair.post("template", name="b", mimetype="text/plain")
    found = {key: [row["name"] for row in tenant.pair("template", **{key: value}).json]
             for key, value in (("name", "a"), ("markup", "html"), ("mimetype", "text/plain"))}  # fmt: skip
    assert found == {"name": ["a"], "markup": ["a"], "mimetype": ["b"]}
    assert [row["name"] for row in tenant.learner(ANN)("template").json] == ["a", "b"]
