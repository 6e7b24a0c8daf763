// Template elements: <div data-bright-template="name" data-bright-type="course" data-bright-course="guid"></div>.
// With window.Handlebars they show the realm's template of that name, otherwise the built-in list.

import { callApi } from "./api.js";
import { courses } from "./courses.js";
import { words } from "./errors.js";
import { enableLaunchables } from "./health.js";
import { page } from "./page.js";
import { valueOfJson, registerHelpers } from "./template_helpers.js";

const SELECTOR = "[data-bright-template]";
const DEFAULT_TYPE = "courselist"; // the others are "course" and "generic"

/** One template element. `data`: the template's context, and `templateName`, as in the vendor's script. */
class BrightTemplate {
  constructor(element, number) {
    element.id ||= `bright-template-${number}`;
    this.brightTemplate = true;
    this.id = this.divId = element.id;
    this.element = element;
    this.type = element.dataset.brightType ?? DEFAULT_TYPE;
    this.data = { templateName: element.dataset.brightTemplate, attributes: { ...element.dataset } };
  }

  getTemplateDiv() {
    return window.jQuery ? window.jQuery(this.element) : [this.element];
  }

  async render() {
    if (window.Handlebars) await this.fill(window.Handlebars);
    else this.showBuiltIn();
  }

  async fill(Handlebars) {
    const [template, context] = await Promise.all([bodyOf(this.data.templateName), contextOf(this)]);
    Object.assign(this.data, context);
    registerHelpers(Handlebars);
    // The only place where HTML is inserted: the template is the site's own, and Handlebars escapes the values in it.
    this.element.innerHTML = Handlebars.compile(template)(this.data);
  }

  showBuiltIn() {
    if (this.type === "generic" || this.element.querySelector("bright-course-list")) return;
    const list = document.createElement("bright-course-list");
    const guid = this.element.dataset.brightCourse;
    if (guid) list.setAttribute("course", guid);
    this.element.replaceChildren(list);
  }

  showError(error) {
    this.element.textContent = error.sentence ?? "";
    console.error(`bright.js: the template ${this.data.templateName} was not shown. ${error.message}`);
  }
}

export const templateList = [];
templateList.get = (id) => templateList.find((template) => template.id === id);

export function findTemplates() {
  const elements = [...document.querySelectorAll(SELECTOR)];
  templateList.push(...elements.map((element, index) => new BrightTemplate(element, index + 1)));
}

/** Renders all templates with new data. */
export async function renderTemplates() {
  bodies.clear();
  await Promise.all(templateList.map((template) => template.render().catch((error) => template.showError(error))));
  enableLaunchables();
}

const bodies = new Map(); // name → the promise of its text, requested once for all elements that show it

function bodyOf(name) {
  if (!bodies.has(name)) bodies.set(name, askForBody(name));
  return bodies.get(name);
}

async function askForBody(name) {
  const [template] = await callApi("template.json", { name, fields: "body" });
  if (!template) throw new Error(`There is no template ${name}.`);
  return template.body;
}

async function contextOf(template) {
  const user = { email: page.email, fname: page.fname, lname: page.lname, meta: {} };
  if (template.type === "generic") return { user, words };
  const rows = await courses({ course_guid: template.element.dataset.brightCourse });
  const list = rows.map(withRegistration);
  const [course] = template.type === "course" ? list : [];
  return { user, words, courses: list, course, registration: course?.registration };
}

/** The course with `custom` parsed from JSON, and with the newest registration as `registration`. */
function withRegistration(course) {
  return { ...course, custom: valueOfJson(course.custom), registration: course.registrations[0] };
}
