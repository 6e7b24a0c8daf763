/*! bright.js, MIT licence; its types are in bright.d.ts. */
// A site's page speaks with Bright. This module puts it together and starts it.

import { callApi } from "./api.js";
import { BrightCourseList } from "./course_list.js";
import { courses } from "./courses.js";
import { BrightError, words } from "./errors.js";
import { concludeHealthCheck, enableLaunchables, ready } from "./health.js";
import { addHook, runHooks } from "./hooks.js";
import { launch } from "./launch.js";
import { listenForLaunches } from "./launchables.js";
import { askWhoLearns } from "./learner.js";
import { options, page, readPage } from "./page.js";
import { startIsOver, whenStarted } from "./started.js";
import { findTemplates, renderTemplates, templateList } from "./templates.js";
import { callbacks } from "./transport.js";

const FIRST_PAUSE_MS = 3000;
const LONGEST_PAUSE_MS = 300_000;

const Bright = {
  options,
  words,
  addHook,
  ready,
  whenStarted,
  apiKey: () => page.token,
  callApi,
  courses,
  launch,
  renderTemplates,
  bright_template_list: templateList,
  Error: BrightError,
  jsonp: callbacks,
};

async function start() {
  if (document.prerendering) await new Promise((resolve) => listenOnce("prerenderingchange", resolve));
  readPage();
  document.addEventListener("bright:health", ({ detail }) => detail.error?.isPassing && recover());
  enableLaunchables();
  listenForLaunches();
  findTemplates();
  const told = concludeHealthCheck(await checkHealth());
  startIsOver(); // before the hooks are through, since one may wait for it
  await told;
  await renderTemplates();
  document.addEventListener("bright:coursesChanged", renderTemplates);
  await runHooks("after_load");
}

/** Null, or what is wrong. With all six meta tags, and a key that has time left, nothing is asked. */
async function checkHealth() {
  const hasTime = page.expiresAt === null || page.expiresAt > Date.now();
  if (page.apiUrl && page.isComplete && hasTime) return null;
  try {
    await askWhoLearns();
    return null;
  } catch (error) {
    console.error(`bright.js: ${error.message}`);
    return error;
  }
}

let isRecovering = false;

/** Brings back what a lost network has disabled: asks, ever more seldom, until there is an answer. */
async function recover() {
  if (isRecovering) return;
  isRecovering = true;
  let error = null;
  for (let pause = FIRST_PAUSE_MS; !ready() && (!error || error.isPassing); pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    error = await askWhoLearns().then(() => null, (failure) => failure); // `callApi` reports the health itself
  }
  isRecovering = false;
}

function listenOnce(name, listener) {
  document.addEventListener(name, listener, { once: true });
}

// A page may have named the script twice: the first one works.
if (!window.Bright?.whenStarted) {
  window.Bright = Bright;
  customElements.define("bright-course-list", BrightCourseList);
  if (document.readyState === "loading") listenOnce("DOMContentLoaded", start);
  else setTimeout(start); // after the script that follows, which adds hooks
}
