"""A realm's templates on a site's page, with and without Handlebars."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from apps.start.samples import sample_guid
from apps.template.models import Template
from tests.embedder.site import Site

pytestmark = pytest.mark.django_db(transaction=True)

HANDLEBARS = '<script src="/handlebars.js"></script>'
# A line for each of the vendor's helpers, as in the vendor's documents.
HELPERS = """
{{#bAssignToNamespace 'attributes' 'path' user.email}}{{/bAssignToNamespace}}<i>{{attributes.path}}</i>
{{#bJsonEval attributes 'plan'}}{{/bJsonEval}}<i>{{attributes.plan.week}}</i>
{{#bStore 'name' 'Heisenberg'}}{{/bStore}}<i>{{#bFetch 'name'}}{{/bFetch}}</i>
<i>{{bGetDefaultValue attributes.none (bDecodeUri (bGetQueryParameter 'title'))}}</i>
<i>{{#bCompare (bGetDefaultValue attributes.success_criteria 'passed') 'passed'}}same{{else}}other{{/bCompare}}</i>
<i>{{#bCompare 1 2}}same{{else}}other{{/bCompare}}</i>
"""


def show(site: Site, page: Page, elements: str, head: str = HANDLEBARS, path: str = "/templates") -> None:
    text = site.example().replace("</head>", f"{head}</head>").replace("<h1>", f"{elements}<h1>")
    page.goto(site.show(text, path))


def template_element(name: str, type: str = "courselist", **attributes: Any) -> str:
    given = "".join(f" data-{key}='{value}'" for key, value in attributes.items())
    return f'<div data-bright-template="{name}" data-bright-type="{type}"{given}></div>'


@pytest.fixture
def save_template(academy):
    return lambda name, body: Template.objects.get_or_create(realm=academy.realm, name=name, defaults={"body": body})


def test_the_vendors_helpers_work_as_documented(site, page, save_template):
    save_template("helpers", HELPERS)
    given = {"plan": '{"week": 3}', "success_criteria": "failed"}
    show(site, page, template_element("helpers", "generic", **given), path="/templates?title=Sea%20and%20sky")
    expected = ["ann@example.com", "3", "Heisenberg", "Sea and sky", "other", "other"]
    expect(page.locator("[data-bright-template] i")).to_have_text(expected)


def test_a_template_has_custom_as_values_and_a_button_that_opens_the_course(site, page, save_template, academy):
    academy.pair("course/gupdate.json", course_guid=sample_guid("clouds"), custom='{"kind": "short"}')
    save_template(
        "course_cards", "{{#each courses}}<p>{{title}} ({{custom.kind}}) {{registration.complete}}</p>{{/each}}"
    )
    save_template("one", "<b>{{course.title}}</b>{{> courselister-launchbutton}}")
    one = template_element("one", "course", **{"bright-course": sample_guid("clouds")})
    show(site, page, template_element("course_cards") + one)
    expect(page.locator("p", has_text="Reading the clouds (short)")).to_be_visible()
    button = page.locator("button.bright-launchable")
    expect(button).to_be_enabled()
    with page.expect_popup() as opened:
        button.click()
    opened.value.frame_locator("#course").locator("body[data-ready]").wait_for()
    opened.value.close(run_before_unload=True)
    expect(page.locator("button.bright-launchable")).to_have_text("Continue", timeout=10_000)
    expect(page.locator("p", has_text="Reading the clouds (short) incomplete")).to_be_visible()


def test_values_are_escaped(site, page, save_template, academy):
    academy.pair(
        "course/gupdate.json", course_guid=sample_guid("tea"), title="<img src=x onerror=document.title='bad'>"
    )
    save_template("course_cards", "{{#each courses}}<p>{{title}}</p>{{/each}}")
    show(site, page, template_element("course_cards"))
    expect(page.locator("p", has_text="<img src=x")).to_be_visible()
    expect(page.locator("bright-course-list li", has_text="<img src=x")).to_be_visible()
    expect(page).to_have_title("My courses")


def test_hooks_have_the_rendered_templates(site, page, save_template):
    save_template("course_cards", "<p>{{courses.length}}</p>")
    listen = """<script>Bright.addHook("after_load", function () {
      document.title = Bright.bright_template_list.map(function (template) {
        var found = Bright.bright_template_list.get(template.id) === template && template.getTemplateDiv().length;
        return template.data.templateName + " " + template.type + " " + found + " " + document.body.dataset.late;
      }).join();
    });</script>"""
    show(site, page, template_element("course_cards"), HANDLEBARS + listen)
    expect(page).to_have_title("course_cards courselist 1 undefined")
    page.evaluate("Bright.addHook('after_load', () => (document.title = 'late, but run'))")
    expect(page).to_have_title("late, but run")


def test_a_missing_template_is_reported_in_the_console(site, page):
    with page.expect_console_message(lambda line: "There is no template nowhere." in line.text):
        show(site, page, template_element("nowhere"))
    expect(page.locator("bright-course-list li")).to_have_count(2)


def test_without_handlebars_there_is_the_built_in_list(site, page, save_template):
    save_template("course_cards", "<p>never shown</p>")
    show(site, page, template_element("course_cards", **{"bright-course": sample_guid("tea")}), head="")
    expect(page.locator("[data-bright-template] bright-course-list li")).to_have_count(1)
    expect(page.locator("[data-bright-template]")).to_contain_text("A cup of tea, properly")
