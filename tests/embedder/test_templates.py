"""A realm's own templates on a site's page, with Handlebars and without."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from apps.start.samples import sample_guid
from apps.template.models import Template
from tests.embedder.site import Site

pytestmark = pytest.mark.django_db(transaction=True)

HANDLEBARS = '<script src="/handlebars.js"></script>'
# One line for each of the vendor's helpers, as the vendor's documents write them.
HELPERS = """
{{#bAssignToNamespace 'attributes' 'path' user.email}}{{/bAssignToNamespace}}<i>{{attributes.path}}</i>
{{#bJsonEval attributes 'plan'}}{{/bJsonEval}}<i>{{attributes.plan.week}}</i>
{{#bStore 'name' 'Heisenberg'}}{{/bStore}}<i>{{#bFetch 'name'}}{{/bFetch}}</i>
<i>{{bGetDefaultValue attributes.none (bDecodeUri (bGetQueryParameter 'title'))}}</i>
<i>{{#bCompare (bGetDefaultValue attributes.success_criteria 'passed') 'passed'}}same{{else}}other{{/bCompare}}</i>
<i>{{#bCompare 1 2}}same{{else}}other{{/bCompare}}</i>
"""


def show(site: Site, page: Page, places: str, head: str = HANDLEBARS, path: str = "/templates") -> None:
    page.goto(site.show(site.example().replace("</head>", f"{head}</head>").replace("<h1>", f"{places}<h1>"), path))


def place(name: str, type: str = "courselist", **attributes: Any) -> str:
    given = "".join(f" data-{key}='{value}'" for key, value in attributes.items())
    return f'<div data-bright-template="{name}" data-bright-type="{type}"{given}></div>'


@pytest.fixture
def keep(academy):
    return lambda name, body: Template.objects.get_or_create(realm=academy.realm, name=name, defaults={"body": body})


def test_the_vendors_helpers_do_as_their_documents_say(site, page, keep):
    keep("helpers", HELPERS)
    given = {"plan": '{"week": 3}', "success_criteria": "failed"}
    show(site, page, place("helpers", "generic", **given), path="/templates?title=Sea%20and%20sky")
    expected = ["ann@example.com", "3", "Heisenberg", "Sea and sky", "other", "other"]
    expect(page.locator("[data-bright-template] i")).to_have_text(expected)


def test_a_list_of_courses_has_their_custom_as_values_and_a_button_that_opens_them(site, page, keep, academy):
    academy.pair("course/gupdate.json", course_guid=sample_guid("clouds"), custom='{"kind": "short"}')
    keep("shelf", "{{#each courses}}<p>{{title}} ({{custom.kind}}) {{registration.complete}}</p>{{/each}}")
    keep("one", "<b>{{course.title}}</b>{{> courselister-launchbutton}}")
    one = place("one", "course", **{"bright-course": sample_guid("clouds")})
    show(site, page, place("shelf") + one)
    expect(page.locator("p", has_text="Reading the clouds (short)")).to_be_visible()
    button = page.locator("button.bright-launchable")
    expect(button).to_be_enabled()
    with page.expect_popup() as opened:
        button.click()
    opened.value.frame_locator("#course").locator("body[data-ready]").wait_for()
    opened.value.close(run_before_unload=True)
    expect(page.locator("button.bright-launchable")).to_have_text("Continue", timeout=10_000)
    expect(page.locator("p", has_text="Reading the clouds (short) incomplete")).to_be_visible()


def test_values_are_escaped(site, page, keep, academy):
    academy.pair(
        "course/gupdate.json", course_guid=sample_guid("tea"), title="<img src=x onerror=document.title='bad'>"
    )
    keep("shelf", "{{#each courses}}<p>{{title}}</p>{{/each}}")
    show(site, page, place("shelf"))
    expect(page.locator("p", has_text="<img src=x")).to_be_visible()
    expect(page.locator("bright-course-list li", has_text="<img src=x")).to_be_visible()
    expect(page).to_have_title("My courses")


def test_hooks_find_the_rendered_templates_as_the_vendors_pages_do(site, page, keep):
    keep("shelf", "<p>{{courses.length}}</p>")
    listen = """<script>Bright.addHook("after_load", function () {
      document.title = Bright.bright_template_list.map(function (template) {
        var found = Bright.bright_template_list.get(template.id) === template && template.getTemplateDiv().length;
        return template.data.templateName + " " + template.type + " " + found + " " + document.body.dataset.late;
      }).join();
    });</script>"""
    show(site, page, place("shelf"), HANDLEBARS + listen)
    expect(page).to_have_title("shelf courselist 1 undefined")
    page.evaluate("Bright.addHook('after_load', () => (document.title = 'late, but run'))")
    expect(page).to_have_title("late, but run")


def test_a_template_that_is_not_there_is_told_of_in_the_console(site, page):
    lines: list[str] = []
    page.on("console", lambda line: lines.append(line.text))
    show(site, page, place("nowhere"))
    page.wait_for_function("Bright.ready()")
    expect(page.locator("bright-course-list li")).to_have_count(2)
    assert any("There is no template nowhere." in line for line in lines)


def test_without_handlebars_there_is_the_built_in_list(site, page, keep):
    keep("shelf", "<p>never shown</p>")
    show(site, page, place("shelf", **{"bright-course": sample_guid("tea")}), head="")
    expect(page.locator("[data-bright-template] bright-course-list li")).to_have_count(1)
    expect(page.locator("[data-bright-template]")).to_contain_text("A cup of tea, properly")
