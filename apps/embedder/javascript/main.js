/*! bright.js, MIT licence; its types are in bright.d.ts. */
// It shows a site's learners their courses on Bright. This module defines `window.Bright` and starts it.

import { callApi } from "./api.js";
import { BrightCourseList } from "./course_list.js";
import { courses } from "./courses.js";
import { BrightError, words } from "./errors.js";
import { finishHealthCheck, enableLaunchables, ready } from "./health.js";
import { addHook, runHooks } from "./hooks.js";
import { launch } from "./launch.js";
import { listenForLaunches } from "./launchables.js";
import { loadLearner } from "./learner.js";
import { options, page, readPage } from "./page.js";
import { resolveStarted, whenStarted } from "./started.js";
import { findTemplates, renderTemplates, templateList } from "./templates.js";
import { callbacks } from "./transport.js";

const MIN_PAUSE_MS = 3000;
const MAX_PAUSE_MS = 300_000;

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
  const reported = finishHealthCheck(await checkHealth());
  resolveStarted(); // before the hooks have run, since one of them may wait for it
  await reported;
  await renderTemplates();
  document.addEventListener("bright:coursesChanged", renderTemplates);
  await runHooks("after_load");
}

/** Null or the error. With all six meta tags and a key that has not expired, no request is made. */
async function checkHealth() {
  const isUnexpired = page.expiresAt === null || page.expiresAt > Date.now();
  if (page.apiUrl && page.isComplete && isUnexpired) return null;
  try {
    await loadLearner();
    return null;
  } catch (error) {
    console.error(`bright.js: ${error.message}`);
    return error;
  }
}

let isRecovering = false;

/** After a network failure: tries again, at growing intervals, until the server responds. */
async function recover() {
  if (isRecovering) return;
  isRecovering = true;
  let error = null;
  for (let pause = MIN_PAUSE_MS; !ready() && (!error || error.isPassing); pause = Math.min(2 * pause, MAX_PAUSE_MS)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    error = await loadLearner().then(() => null, (failure) => failure); // `callApi` reports the health itself
  }
  isRecovering = false;
}

function listenOnce(name, listener) {
  document.addEventListener(name, listener, { once: true });
}

// If a page loads the script twice, only the first one starts.
if (!window.Bright?.whenStarted) {
  window.Bright = Bright;
  customElements.define("bright-course-list", BrightCourseList);
  if (document.readyState === "loading") listenOnce("DOMContentLoaded", start);
  else setTimeout(start); // after the script that follows, which adds hooks
}
