/** Reading the clouds: four pages, five questions, a result. */

import { Pager, showGoodbye } from "./shared/pager.js";
import { Tracker } from "./tracker.js";

const PASS_MARK = 80;
const element = (id) => document.getElementById(id);
const questions = [...document.querySelectorAll("form[data-question]")];

const tracker = new Tracker();
let answers = tracker.answers; // question id → letter
let shownAt = Date.now();

const isRight = (form) => answers[form.dataset.question] === form.dataset.correct;
const isAnswered = (form) => form.dataset.question in answers;
const score = () => Math.round((100 * questions.filter(isRight).length) / questions.length);

function showFeedback(form) {
  const feedback = form.querySelector(".feedback");
  const verdict = document.createElement("strong");
  verdict.textContent = isRight(form) ? "Right. " : "Not quite. ";
  feedback.dataset.right = isRight(form);
  feedback.replaceChildren(verdict, form.dataset.because);
}

/** Disables an answered question; it shows the given answer and the feedback. */
function showAnswered(form) {
  const given = answers[form.dataset.question];
  for (const input of form.elements.answer) {
    input.checked = input.value === given;
    input.disabled = true;
  }
  form.querySelector("button").hidden = true;
  showFeedback(form);
}

function reopen(form) {
  form.reset();
  for (const input of form.elements.answer) input.disabled = false;
  form.querySelector("button").hidden = false;
  form.querySelector(".feedback").replaceChildren();
}

function answer(form) {
  const { question, correct } = form.dataset;
  answers[question] = form.elements.answer.value;
  tracker.saveInteraction({
    id: question,
    response: answers[question],
    pattern: correct,
    right: isRight(form),
    milliseconds: Date.now() - shownAt,
  });
  if (tracker.status === "incomplete") tracker.saveScore(score());
  tracker.savePlace(pager.current, answers);
  showAnswered(form);
  pager.refresh();
  pager.next.focus();
}

function showResult() {
  const passed = score() >= PASS_MARK;
  element("score").textContent = `${score()}%`;
  element("result").textContent = passed
    ? "Passed. Look up more often: the sky is free and changes every minute."
    : `Not passed yet: you need ${PASS_MARK}%. Go back to the pages, or take the questions again.`;
  element("retry").hidden = passed;
  // Once passed, the course stays passed, whatever a second try brings.
  if (tracker.status === "passed" && !passed) return;
  tracker.saveScore(score());
  tracker.saveResult(passed);
}

function retry() {
  answers = {};
  questions.forEach(reopen);
  pager.show("question-1");
}

const pager = new Pager({
  mayLeave: (page) => questions.every((form) => form.closest("[data-page]").dataset.page !== page || isAnswered(form)),
  onShow(page) {
    shownAt = Date.now();
    tracker.savePlace(page, answers);
    if (page === "result") showResult();
  },
});

function finish() {
  tracker.finish();
  showGoodbye();
}

questions.forEach((form) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form);
  });
  if (isAnswered(form)) showAnswered(form);
});
element("retry").addEventListener("click", retry);
element("finish").addEventListener("click", finish);
element("alone").hidden = tracker.api !== null;
window.addEventListener("pagehide", () => tracker.finish());
// A page restored from the back/forward cache has ended its session; reloading starts a new one.
window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
pager.show(tracker.bookmark, { focus: false });
document.body.dataset.ready = "true";
