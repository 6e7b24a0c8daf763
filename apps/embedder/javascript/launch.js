// Opens a course: the window at once, in the click; its address when the API has given it. Then watches for its end.

import { callApi } from "./api.js";
import { refreshAfterCourse, tell } from "./courses.js";
import { words } from "./errors.js";
import { emit } from "./hooks.js";
import { learner } from "./learner.js";
import { options } from "./page.js";

const LOOK_MS = 500;
const RETURN_MS = 5000; // a learner who goes to and fro asks the server once in this time
const opening = new Map(); // what is asked for, as text → the promise of its launch
const underWay = new Set();
let lastLaunch = null;
let lastReturn = 0;

/**
 * To be called in a click. `wanted`: a course's guid, a registration's, or `{course_guid}` or `{registration_guid}`.
 * `asked`: `review`, `redirect_url`, `tags`, and `near`, the element beside which a link is shown if windows are blocked.
 */
export function launch(wanted, asked = {}) {
  const name = JSON.stringify(wanted);
  if (!opening.has(name)) opening.set(name, openWindow(wanted, asked).finally(() => opening.delete(name)));
  return opening.get(name); // the second of two quick clicks opens nothing more
}

async function openWindow(wanted, asked) {
  const opened = window.open("", "_blank", options.launch_window);
  if (opened) say(opened, words.opening);
  try {
    const registrationGuid = await registrationOf(wanted);
    const url = await launchUrl(registrationGuid, asked);
    if (opened) opened.location.replace(url);
    else showLink(url, asked.near);
    watch({ registrationGuid, opened, origin: new URL(url).origin });
    return { registration_guid: registrationGuid, blocked: !opened };
  } catch (error) {
    opened?.close();
    throw error;
  }
}

function say(opened, text) {
  opened.document.title = text;
  opened.document.body.textContent = text;
}

async function registrationOf(wanted) {
  const { course_guid: courseGuid, registration_guid: registrationGuid } =
    typeof wanted === "string" ? { course_guid: wanted } : wanted;
  if (registrationGuid) return registrationGuid;
  try {
    return await register(courseGuid);
  } catch (error) {
    if (error.code === "not_found" && typeof wanted === "string") return wanted; // it may name a registration
    throw error;
  }
}

async function register(courseGuid) {
  const asked = { course_guid: courseGuid, dont_duplicate: "t", fields: "registration_guid", ...(await learner()) };
  return (await callApi("registration/gcreate.json", asked)).registration_guid;
}

async function launchUrl(registrationGuid, { review, redirect_url, tags }) {
  const path = `registration/${encodeURIComponent(registrationGuid)}/launch_url.json`;
  const asked = { launching: "1", launch_source: "bright.js", review: review ? "1" : "", redirect_url, tags };
  return (await callApi(path, asked)).launch_url;
}

/** What the learner can click instead. The course's page must know its opener, to say when it is left. */
function showLink(url, near) {
  const notice = document.createElement("p");
  const link = document.createElement("a");
  notice.setAttribute("role", "alert");
  notice.className = "bright-launch-link";
  notice.part = "launch-link";
  Object.assign(link, { href: url, target: "_blank", rel: "opener", textContent: words.open_link });
  link.addEventListener("click", () => setTimeout(() => notice.remove())); // an address opens one launch only
  notice.append(`${words.blocked} `, link);
  if (near?.nextElementSibling?.className === notice.className) near.nextElementSibling.remove();
  if (near) near.after(notice);
  else document.body.prepend(notice);
}

function watch(launched) {
  lastLaunch = launched;
  underWay.add(launched);
  emit("launched", { registration_guid: launched.registrationGuid });
  if (!launched.opened) return;
  launched.timer = setInterval(() => launched.opened.closed && conclude(launched), LOOK_MS);
}

function conclude(launched) {
  clearInterval(launched.timer);
  if (underWay.delete(launched)) refreshAfterCourse(launched.registrationGuid);
}

/** The player says when the learner leaves the course, also where its window stays open. */
addEventListener("message", (event) => {
  if (event.data?.ch !== "bright" || event.data.type !== "exit") return;
  for (const launched of underWay) {
    const isIts = launched.opened ? event.source === launched.opened : event.origin === launched.origin;
    if (isIts && event.origin === launched.origin) return conclude(launched);
  }
});

/** The learner is back on this page. Where the site cuts the tie between windows (COOP), this is all that one hears. */
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible" || !lastLaunch || Date.now() - lastReturn < RETURN_MS) return;
  lastReturn = Date.now();
  tell(lastLaunch.registrationGuid);
});
