// <bright-course-list>: the learner's courses with their status, and a button that opens each. No HTML is inserted.

import { sheet } from "./course_list_style.js";
import { courses } from "./courses.js";
import { words } from "./errors.js";
import { ready } from "./health.js";
import { launch } from "./launch.js";
import { whenStarted } from "./started.js";

const BUTTON_WORD = { passed: "review", completed: "review", in_progress: "resume", failed: "resume" };

export class BrightCourseList extends HTMLElement {
  static observedAttributes = ["course", "title-filter"];
  #rows = new Map(); // course_guid → Row; reused, so that the keyboard focus survives an update
  #list = part("ul", "list");
  #message = part("p", "message");
  #retry = part("button", "retry", "plain");
  #updates = 0;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#list.setAttribute("role", "list"); // Safari drops it from lists without bullets
    this.#message.setAttribute("role", "status");
    this.#retry.type = "button";
    this.#retry.addEventListener("click", () => this.update());
    this.#list.hidden = this.#retry.hidden = true;
    root.append(this.#list, this.#message, this.#retry);
  }

  connectedCallback() {
    this.#list.setAttribute("aria-label", words.list);
    this.#retry.textContent = words.retry;
    document.addEventListener("bright:coursesChanged", this);
    document.addEventListener("bright:health", this);
    this.#say(words.loading);
    whenStarted.then(() => this.update());
  }

  disconnectedCallback() {
    document.removeEventListener("bright:coursesChanged", this);
    document.removeEventListener("bright:health", this);
  }

  attributeChangedCallback() {
    if (this.isConnected) whenStarted.then(() => this.update());
  }

  handleEvent({ type }) {
    if (type === "bright:coursesChanged") this.update();
    else for (const row of this.#rows.values()) row.enable();
  }

  /** Requests the courses again and shows them. If responses arrive out of order, the last request's counts. */
  async update() {
    const number = ++this.#updates;
    const asked = { course_guid: this.getAttribute("course"), title_re: this.getAttribute("title-filter") };
    try {
      const list = await courses(asked);
      if (number === this.#updates && this.isConnected) this.#show(list);
    } catch (error) {
      if (number === this.#updates) this.#fail(error);
    }
  }

  #show(list) {
    const rows = list.map((course) => this.#rowOf(course));
    this.#rows = new Map(list.map((course, index) => [course.course_guid, rows[index]]));
    replaceIfDifferent(this.#list, rows.map((row) => row.element));
    this.#list.hidden = !list.length;
    this.#retry.hidden = true;
    this.#say(list.length ? "" : words.empty);
  }

  #rowOf(course) {
    const row = this.#rows.get(course.course_guid) ?? new Row((clicked) => this.#open(clicked));
    row.show(course);
    return row;
  }

  async #open(row) {
    this.#say(words.opening);
    try {
      const { blocked } = await launch(row.wanted, { near: row.button, review: row.isReview });
      this.#say(blocked ? "" : words.opened);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error) {
    console.error(`bright.js: ${error.message}`);
    this.#retry.hidden = !error.isPassing;
    this.#say(error.sentence ?? words.server, true);
  }

  #say(text, isError = false) {
    this.#message.textContent = text;
    this.#message.classList.toggle("error", isError);
  }
}

/** One course. */
class Row {
  #course = null;
  element = part("li", "course");
  #title = part("span", "title");
  #status = part("span", "status");
  #score = part("span", "score");
  button = part("button", "button");

  constructor(open) {
    const facts = part("span", "facts");
    facts.append(this.#status, this.#score);
    this.button.type = "button";
    this.button.addEventListener("click", () => open(this));
    this.element.append(this.#title, facts, this.button);
  }

  get #registration() {
    return this.#course.registrations?.[0];
  }

  /** The existing registration, so that no second one is created; otherwise the course. */
  get wanted() {
    const { registration_guid } = this.#registration ?? {};
    return registration_guid ? { registration_guid } : { course_guid: this.#course.course_guid };
  }

  /** A completed course is opened for review: nothing is recorded. */
  get isReview() {
    return BUTTON_WORD[statusOf(this.#registration)] === "review";
  }

  show(course) {
    this.#course = course;
    const status = statusOf(this.#registration);
    const score = this.#registration?.score;
    const label = words[BUTTON_WORD[status] ?? "start"];
    this.#title.textContent = course.title || course.course_guid;
    this.#status.textContent = words[status];
    this.#status.dataset.status = status;
    this.#score.textContent = typeof score === "number" ? `${words.score}: ${Number(score.toFixed(1))}` : "";
    this.button.textContent = label;
    this.button.setAttribute("aria-label", `${label}: ${this.#title.textContent}`);
    this.button.classList.toggle("plain", this.isReview);
    this.enable();
  }

  enable() {
    this.button.disabled = !ready();
    this.button.hidden = this.#registration?.active === false;
  }
}

/** A key of `words`. */
function statusOf(registration) {
  if (!registration) return "not_started";
  if (registration.active === false) return "inactive";
  if (registration.success === "passed") return "passed";
  if (registration.success === "failed") return "failed";
  if (registration.complete === "complete") return "completed";
  return registration.launched_at ? "in_progress" : "not_started";
}

function part(tag, name, className = "") {
  const element = document.createElement(tag);
  element.part = name;
  element.className = `${name} ${className}`.trim();
  return element;
}

/** Does nothing if the children are the same: moving an element would take the focus from it. */
function replaceIfDifferent(parent, elements) {
  const isSame = elements.length === parent.children.length && elements.every((one, at) => one === parent.children[at]);
  if (!isSame) parent.replaceChildren(...elements);
}
