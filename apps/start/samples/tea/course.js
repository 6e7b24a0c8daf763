/** A cup of tea, properly: three pages, three guests to brew for, a result. */

import { Pager, showGoodbye } from "./shared/pager.js";
import { Tracker } from "./tracker.js";

const element = (id) => document.getElementById(id);
const orders = [...document.querySelectorAll("form[data-tea]")];
const dials = [...document.querySelectorAll("form[data-tea] input")];

const tracker = new Tracker();
const passMark = tracker.passMark(0.8);
let brews = tracker.brews; // tea → {temperature, time}
let shownAt = Date.now();

const teaOf = (dial) => dial.form.dataset.tea;
const isPoured = (form) => form.dataset.tea in brews;
const isWithin = (dial, value) => value >= Number(dial.dataset.least) && value <= Number(dial.dataset.most);
const isRight = (dial) => isPoured(dial.form) && isWithin(dial, brews[teaOf(dial)][dial.name]);

/** The share of dials that were set right: of all dials, or of those called `name`. */
function share(name) {
  const asked = dials.filter((dial) => !name || dial.name === name);
  return asked.filter(isRight).length / asked.length;
}

function showDial(dial) {
  dial.labels[0].querySelector("output").textContent = `${dial.value} ${dial.dataset.unit}`;
  dial.setAttribute("aria-valuetext", `${dial.value} ${dial.dataset.unit}`);
}

function verdictOn(dial) {
  if (isRight(dial)) return `${dial.dataset.says} right`;
  const tooMuch = brews[teaOf(dial)][dial.name] > Number(dial.dataset.most);
  return tooMuch ? dial.dataset.over : dial.dataset.under;
}

/** Disables a poured cup's dials; they show what was chosen, and the guest gives feedback. */
function showPoured(form) {
  const own = dials.filter((dial) => dial.form === form);
  for (const dial of own) {
    dial.value = brews[form.dataset.tea][dial.name];
    dial.disabled = true;
    showDial(dial);
  }
  form.querySelector("button").hidden = true;
  const feedback = form.querySelector(".feedback");
  const verdict = document.createElement("strong");
  verdict.textContent = own.every(isRight) ? "A lovely cup. " : "Not quite. ";
  feedback.dataset.right = own.every(isRight);
  const taste = own.map(verdictOn).join(", ");
  feedback.replaceChildren(verdict, `${taste[0].toUpperCase()}${taste.slice(1)}. ${form.dataset.because}`);
}

function emptyCup(form) {
  form.reset();
  form.querySelector("button").hidden = false;
  form.querySelector(".feedback").replaceChildren();
  for (const dial of dials.filter((each) => each.form === form)) {
    dial.disabled = false;
    showDial(dial);
  }
}

function saveDial(dial) {
  tracker.saveInteraction({
    id: `urn:bright:tea:${teaOf(dial)}:${dial.name}`,
    objective: dial.name,
    description: `${dial.dataset.says} for ${teaOf(dial)}, in ${dial.dataset.unit}`,
    response: dial.value,
    least: dial.dataset.least,
    most: dial.dataset.most,
    right: isRight(dial),
    milliseconds: Date.now() - shownAt,
  });
}

function pour(form) {
  const own = dials.filter((dial) => dial.form === form);
  brews[form.dataset.tea] = Object.fromEntries(own.map((dial) => [dial.name, Number(dial.value)]));
  own.forEach(saveDial);
  tracker.savePlace(pager.current, brews);
  showPoured(form);
  pager.refresh();
  pager.next.focus();
}

function showResult() {
  const scaled = share();
  const passed = scaled >= passMark;
  element("score").textContent = `${Math.round(scaled * 100)}%`;
  element("result").textContent = passed
    ? "Passed. Your guests will come again."
    : `Not passed yet: you need ${Math.round(passMark * 100)}%. The table on page three helps.`;
  element("retry").hidden = passed;
  // Once passed, the course stays passed, whatever a second try brings.
  if (tracker.get("cmi.success_status") === "passed" && !passed) return;
  for (const name of ["temperature", "time"]) tracker.saveObjective(name, share(name), passMark);
  tracker.saveObjective("tea_made", scaled, passMark);
  tracker.saveResult(scaled, passed);
}

function retry() {
  brews = {};
  orders.forEach(emptyCup);
  pager.show("sencha");
}

function finish() {
  tracker.finish();
  showGoodbye();
}

const pager = new Pager({
  mayLeave: (page) => orders.every((form) => form.dataset.tea !== page || isPoured(form)),
  onShow(page, index) {
    shownAt = Date.now();
    tracker.saveProgress((index + 1) / document.querySelectorAll("[data-page]").length);
    tracker.savePlace(page, brews);
    if (page === "result") showResult();
  },
});

dials.forEach((dial) => {
  dial.addEventListener("input", () => showDial(dial));
  showDial(dial);
});
orders.forEach((form) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    pour(form);
  });
  if (isPoured(form)) showPoured(form);
});
element("retry").addEventListener("click", retry);
element("finish").addEventListener("click", finish);
element("alone").hidden = tracker.api !== null;
window.addEventListener("pagehide", () => tracker.finish());
// A page restored from the back/forward cache has ended its session; reloading starts a new one.
window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
pager.show(tracker.bookmark, { focus: false });
document.body.dataset.ready = "true";
