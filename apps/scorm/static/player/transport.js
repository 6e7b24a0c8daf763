// Sends commits to the server (docs/contract/content-and-player.md, "How commits travel").
//
// Normally with a synchronous request, so that the content gets the true result. While the page is being closed, when
// browsers forbid those, with a beacon; if the browser refuses it as too large (64 KiB for all pending beacons), with
// one that has only what changed; and then with one that has no interactions and comments either.
// A commit that was not confirmed is kept and sent again until it is; the server stores a repeated one once.

import { notePendingBeacon } from "./pending_beacons.js";

const RETRY_SECONDS = [2, 5, 10, 20, 30];
const CONFIRM_SECONDS = 2;
const TIMEOUT_SECONDS = 20;
// What is said of a commit that can't be stored. Any other refusal (too many cookies, a proxy's) may pass: try again.
const REFUSED = ["malformed", "too-large", "session"];
const SUCCESS = { result: "true", errorCode: 0 };
const FAILURE = { result: "false", errorCode: 101 };
// Small, and new in each session: always part of a trimmed commit.
const ALWAYS_SENT = ["core", "exit", "session_time"];
// Can be large, and may be lost when a page is closing; bookmark, status and score may not.
const BULKY = ["interactions", "comments", "comments_from_learner", "comments_from_lms"];

/** Whether this is our answer, and it says that the launch can't be played any more. */
export function isLaunchOver(status, answer) {
  return (status === 404 || status === 410) && Boolean(answer.title);
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

export class Transport {
  /** `onState` is called with saving, saved, failing (will be tried again) or refused (can't be saved any more). */
  constructor(url, session, onState, onEnded) {
    this.url = url;
    this.session = session;
    this.onState = onState;
    this.onEnded = onEnded; // called with the server's answer when the launch has ended: nothing is sent any more
    this.ended = false;
    this.leaving = false; // the page is being closed
    this.sequence = 0;
    this.unsaved = null; // the newest commit that the server has not confirmed
    this.sentText = {}; // element of cmi → its JSON text, as last sent
    this.lastWasSnapshot = false;
    this.failures = 0;
    this.timer = null;
    addEventListener("online", () => this.unsaved && this.retry());
  }

  // The methods that scorm-again calls on an HTTP service:
  updateSettings() {}

  processHttpRequest(_url, commit) {
    if (this.ended) return FAILURE;
    const body = this.stamp(commit);
    return this.leaving ? this.sendLeaving(body) : this.sendNow(body);
  }

  /** Sends a commit asynchronously. */
  push(commit) {
    if (this.ended) return;
    this.unsaved = this.stamp(commit);
    return this.retry();
  }

  /** Sends the current data when the page is hidden or closed, though the content has not finished. */
  snapshot(commit) {
    if (this.ended) return true;
    const hasChanges = Object.entries(commit.runtimeData.cmi).some((entry) => this.isChanged(entry));
    if (this.lastWasSnapshot && !hasChanges) return true;
    const body = { ...this.stamp(commit), final: undefined, snapshot: true };
    // Trimmed, to leave room for what the content's own `unload` sends.
    return this.beacon(this.trim(body)) || this.beacon(this.trim(body, BULKY));
  }

  stamp(commit) {
    // Every commit has all data, so a newer one replaces an unsaved one; only `final` must be carried over.
    const final = commit.final || this.unsaved?.final || undefined;
    this.sequence += 1;
    return { ...commit, final, session: this.session, commitSequence: this.sequence };
  }

  sendNow(body) {
    const request = new XMLHttpRequest();
    request.open("POST", this.url, false);
    request.setRequestHeader("Content-Type", "application/json");
    try {
      request.send(JSON.stringify(body));
    } catch {
      return this.handleResponse(body, 0);
    }
    return this.handleResponse(body, request.status, parsed(request.responseText));
  }

  sendLeaving(body) {
    const sent = this.sendBeacon(body);
    this.unsaved = sent === "trimmed" ? this.stamp(body) : body;
    this.schedule(CONFIRM_SECONDS); // in case the page stays open after all
    return sent ? SUCCESS : FAILURE;
  }

  /** "whole" or "trimmed": what the browser accepted; "" if it accepted neither. */
  sendBeacon(body) {
    if (this.beacon(body)) return "whole";
    return this.beacon(this.trim(body)) || this.beacon(this.trim(body, BULKY)) ? "trimmed" : "";
  }

  beacon(body) {
    const blob = new Blob([JSON.stringify(body)], { type: "text/plain;charset=UTF-8" });
    const accepted = navigator.sendBeacon(this.url, blob);
    if (accepted) {
      this.remember(body);
      notePendingBeacon(this.session, body.commitSequence);
    }
    return accepted;
  }

  /** Only what differs from what this session last sent; the server keeps the rest unchanged. */
  trim(body, leftOut = []) {
    const isWanted = (entry) => ALWAYS_SENT.includes(entry[0]) || (!leftOut.includes(entry[0]) && this.isChanged(entry));
    const changed = Object.entries(body.runtimeData.cmi).filter(isWanted);
    const { session, commitSequence, final, snapshot } = body;
    const runtimeData = { cmi: Object.fromEntries(changed) };
    return { session, commitSequence, final, snapshot, trimmed: true, runtimeData };
  }

  isChanged([name, value]) {
    return this.sentText[name] !== JSON.stringify(value);
  }

  remember(body) {
    this.lastWasSnapshot = Boolean(body.snapshot);
    for (const [name, value] of Object.entries(body.runtimeData.cmi)) this.sentText[name] = JSON.stringify(value);
  }

  async retry() {
    clearTimeout(this.timer);
    const body = this.unsaved;
    if (!this.failures) this.onState("saving");
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000),
      });
      this.handleResponse(body, response.status, parsed(await response.text()));
    } catch {
      this.handleResponse(body, 0);
    }
  }

  /** Handles the response to a commit; `status` 0: there was none. Returns the result for scorm-again. */
  handleResponse(body, status, answer = {}) {
    const isNewest = body.commitSequence >= (this.unsaved?.commitSequence ?? 0);
    if (status >= 200 && status < 300 && answer.result === true) {
      this.remember(body);
      if (isNewest) this.done("saved");
      return SUCCESS;
    }
    if (isLaunchOver(status, answer)) this.end(answer, body);
    else if (status < 500 && REFUSED.includes(answer.reason)) this.done("refused");
    else if (isNewest) this.retryLater(body);
    return FAILURE;
  }

  /** `body`: the commit that was refused, if it was one. */
  end(answer, body = this.unsaved) {
    if (this.ended) return;
    const wasUnsaved = Boolean(body);
    this.ended = true;
    this.done("idle"); // the page tells more
    this.onEnded({ ...answer, wasUnsaved });
  }

  done(state) {
    clearTimeout(this.timer);
    this.unsaved = null;
    this.failures = 0;
    this.onState(state);
  }

  retryLater(body) {
    this.unsaved = body;
    this.onState("failing");
    this.schedule(RETRY_SECONDS[Math.min(this.failures, RETRY_SECONDS.length - 1)]);
    this.failures += 1;
  }

  schedule(seconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.unsaved && this.retry(), seconds * 1000);
  }
}
