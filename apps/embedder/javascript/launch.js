// Opens a course: the window at once, during the click; its URL once the API has returned it. Then waits for its end.

import { callApi } from "./api.js";
import { announceChange, refreshAfterCourse } from "./courses.js";
import { words } from "./errors.js";
import { emit } from "./hooks.js";
import { learner } from "./learner.js";
import { options } from "./page.js";

const POLL_MS = 500;
const RETURN_MS = 5000; // how often a return to this page may cause a request
const opening = new Map(); // `wanted`, as JSON → the promise of its launch
const openLaunches = new Set();
let lastLaunch = null;
let lastReturn = 0;

/**
 * Must be called from a click. `wanted`: the guid of a course or registration, `{course_guid}` or `{registration_guid}`.
 * `asked`: `review`, `redirect_url`, `tags`, and `near`, the element after which a link is shown if windows are blocked.
 */
export function launch(wanted, asked = {}) {
  const name = JSON.stringify(wanted);
  if (!opening.has(name)) opening.set(name, openWindow(wanted, asked).finally(() => opening.delete(name)));
  return opening.get(name); // a second quick click opens nothing more
}

async function openWindow(wanted, asked) {
  const opened = window.open("", "_blank", options.launch_window);
  if (opened) showText(opened, words.opening);
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

function showText(opened, text) {
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
    if (error.code === "not_found" && typeof wanted === "string") return wanted; // it may be a registration's guid
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

/** A link for the learner to click instead. The course's page needs its opener, to report when it is left. */
function showLink(url, near) {
  const notice = document.createElement("p");
  const link = document.createElement("a");
  notice.setAttribute("role", "alert");
  notice.className = "bright-launch-link";
  notice.part = "launch-link";
  Object.assign(link, { href: url, target: "_blank", rel: "opener", textContent: words.open_link });
  link.addEventListener("click", () => setTimeout(() => notice.remove())); // a launch URL can be used only once
  notice.append(`${words.blocked} `, link);
  if (near?.nextElementSibling?.className === notice.className) near.nextElementSibling.remove();
  if (near) near.after(notice);
  else document.body.prepend(notice);
}

function watch(launched) {
  lastLaunch = launched;
  openLaunches.add(launched);
  emit("launched", { registration_guid: launched.registrationGuid });
  if (!launched.opened) return;
  launched.timer = setInterval(() => launched.opened.closed && finish(launched), POLL_MS);
}

function finish(launched) {
  clearInterval(launched.timer);
  if (openLaunches.delete(launched)) refreshAfterCourse(launched.registrationGuid);
}

/** The player sends this message when the learner leaves the course, even if its window stays open. */
addEventListener("message", (event) => {
  if (event.data?.ch !== "bright" || event.data.type !== "exit") return;
  for (const launched of openLaunches) {
    const isSender = launched.opened ? event.source === launched.opened : event.origin === launched.origin;
    if (isSender && event.origin === launched.origin) return finish(launched);
  }
});

/** The learner is back on this page. On a site with COOP, which separates windows, this is the only sign of the end. */
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible" || !lastLaunch || Date.now() - lastReturn < RETURN_MS) return;
  lastReturn = Date.now();
  announceChange(lastLaunch.registrationGuid);
});
