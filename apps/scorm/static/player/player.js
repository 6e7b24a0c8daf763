// The player page: starts a session, loads its data into the runtime, shows the course, and ends the launch.

import { limitCookies } from "./cookies.js";
import { holders, keepHolder } from "./holder.js";
import { pendingBeacons } from "./pending_beacons.js";
import { Runtime } from "./runtime.js";
import { showSaveState } from "./save_state.js";
import { isLaunchOver, Transport } from "./transport.js";

const FINISH_WAIT_MS = 800;
const SAVE_WAIT_MS = 4000;
const BEACONS_WAIT_MS = 3000;
const STATE_MS = 60_000;
const COOKIES_MS = 2000;

const config = JSON.parse(document.getElementById("config").textContent);
const token = location.pathname.split("/")[2];
const frame = document.getElementById("course");
const exitButton = document.getElementById("exit");
const held = holders();
let transport = null;
let runtime = null;

async function open() {
  const session = await start();
  keepHolder(held[0]);
  transport = new Transport(`/commit/${token}`, session.session, config.review ? () => {} : showSaveState, stop);
  runtime = await Runtime.load(config.standard, config.engine, config.autocommitSeconds, transport);
  runtime.restore(session.cmi);
  runtime.expose();
  document.getElementById("loading").hidden = true;
  frame.hidden = false;
  frame.src = session.address;
  frame.focus();
  setInterval(checkState, STATE_MS);
  setInterval(limitAllCookies, COOKIES_MS);
}

/** Content that sends nothing would otherwise go on after the launch has ended. */
async function checkState() {
  if (document.visibilityState === "hidden" || transport.ended) return;
  await post("state").catch((error) => isLaunchOver(error.status, error.answer ?? {}) && transport.end(error.answer));
}

function limitAllCookies() {
  limitCookies(document);
  try {
    limitCookies(frame.contentDocument);
  } catch {
    // The course has gone to another origin.
  }
}

/** The launch has ended while the course was open: it is not shown any longer, since nothing more can be saved. */
function stop({ title, message, wasUnsaved }) {
  const text = wasUnsaved ? `${message} What you did last could not be saved.` : message;
  const label = config.exitUrl ? "Continue" : window.opener ? "Close window" : "";
  frame.src = "about:blank";
  exitButton.hidden = true;
  showNotice(title, text, label, tellAndGo);
}

/** A session with the newest data: after a reload, waits until the previous page's beacons have arrived. */
async function start() {
  const after = pendingBeacons();
  for (const until = Date.now() + BEACONS_WAIT_MS; after && Date.now() < until; await wait(100)) {
    const session = await post("start", { after, holders: held });
    if (!session.wait) return session;
  }
  return post("start", { holders: held });
}

async function post(path, content = {}) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(content) });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(`${path}: ${response.status}`), { status: response.status, answer });
  return answer;
}

function showNotice(title, text, label, action) {
  const button = document.getElementById("notice-button");
  const notice = document.getElementById("notice");
  document.getElementById("loading").hidden = true;
  frame.hidden = true;
  document.getElementById("notice-title").textContent = title;
  document.getElementById("notice-text").textContent = text;
  button.hidden = !label;
  button.textContent = label ?? "";
  button.onclick = action;
  notice.hidden = false;
  notice.focus();
}

function showFailure({ status, answer }) {
  const advice = answer?.message ?? "Check your connection, then try again. Your progress is not lost.";
  const isFinal = answer?.title && status < 429; // trying again would not help
  const title = answer?.title ?? "The course can’t be opened right now";
  showNotice(title, advice, isFinal ? "" : "Try again", () => location.reload());
  exitButton.hidden = true;
}

async function leave() {
  exitButton.disabled = true;
  await unloadCourse();
  runtime?.finish();
  if (transport && !(await isSaved())) return warnUnsaved();
  await end();
}

/** Empties the frame, and gives the content some time to finish by itself. */
function unloadCourse() {
  const finished = new Promise((resolve) => {
    if (!runtime?.isOpen) return resolve();
    runtime.onFinish(resolve);
    setTimeout(resolve, FINISH_WAIT_MS);
  });
  frame.src = "about:blank";
  return finished;
}

async function isSaved() {
  if (transport.unsaved) await Promise.race([transport.retry(), wait(SAVE_WAIT_MS)]);
  return !transport.unsaved;
}

function wait(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function warnUnsaved() {
  const text =
    "You seem to be offline. Keep this window open: your last steps will be saved as soon as the connection is back.";
  const poll = setInterval(() => transport.unsaved || leaveNow(), 500);
  const leaveNow = () => {
    clearInterval(poll);
    end();
  };
  showNotice("Your last steps are not saved yet", text, "Leave without saving", leaveNow);
}

async function end() {
  const unsaved = Boolean(transport?.unsaved);
  if (transport) transport.unsaved = null;
  await Promise.race([post("end", { holders: held }).catch(() => {}), wait(SAVE_WAIT_MS)]);
  if (!tellAndGo()) showEnd(unsaved);
}

/** Tells the page that opened the player. Then goes to the exit URL or closes the window if it can; else false. */
function tellAndGo(event) {
  for (const other of [window.opener, window.parent]) {
    if (other && other !== window) other.postMessage({ ch: "bright", type: "exit" }, "*");
  }
  if (config.exitUrl) location.replace(config.exitUrl);
  else if (event && window.opener) window.close();
  return Boolean(config.exitUrl);
}

function showEnd(unsaved) {
  exitButton.hidden = true;
  const text = config.review ? "Nothing was recorded." : "Your progress is saved.";
  const label = window.opener ? "Close window" : "";
  showNotice(unsaved ? "You have left the course" : text, "You can close this window.", label, () => window.close());
}

// Does not finish the session: this runs before the content's own `unload`, whose data would then be refused.
function snapshot() {
  if (transport?.unsaved?.final) transport.sendBeacon(transport.unsaved);
  else if (runtime?.isOpen) transport.snapshot(runtime.current());
}

// The event of another document: a course may empty the storage.
addEventListener("storage", () => transport && keepHolder(held[0]));
addEventListener("pagehide", () => {
  if (transport) keepHolder(held[0]);
  limitAllCookies();
  if (transport) transport.leaving = true;
  snapshot();
});
addEventListener("beforeunload", () => {
  if (!transport) return;
  transport.leaving = true;
  setTimeout(() => (transport.leaving = false), 1000); // if the page is still there by then, the learner has stayed
});
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && snapshot());
addEventListener("pageshow", (event) => event.persisted && location.reload());
exitButton.addEventListener("click", leave);

open().catch(showFailure);
