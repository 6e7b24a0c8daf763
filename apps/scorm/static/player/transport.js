// How commits reach the server (runtime-and-dispatch.md, section 6; each point there was measured).
//
// While the page lives: a synchronous request, so that the content hears the truth. While it is being closed, when
// browsers forbid those: a beacon; if that is refused as too large (64 KiB for all that are on their way), a beacon
// with what has changed only; and then one without interactions and comments.
// A commit that has not arrived stays here and is sent again until it has; the server stores a repeated one once.

import { noteLastWords } from "./last_words.js";

const RETRY_SECONDS = [2, 5, 10, 20, 30];
const CONFIRM_SECONDS = 2;
const ANSWER_SECONDS = 20;
const GOOD = { result: "true", errorCode: 0 };
const BAD = { result: "false", errorCode: 101 };
// Small, and different in each session: never left out of a trimmed commit.
const ALWAYS_SENT = ["core", "exit", "session_time"];
// What can be large, and can be done without when a page is closing: bookmark, status and score can't.
const BULKY = ["interactions", "comments", "comments_from_learner", "comments_from_lms"];

export class Transport {
  /** `onState` hears saving, saved, failing (it is tried again) or refused (it can't be saved any more). */
  constructor(url, session, onState) {
    this.url = url;
    this.session = session;
    this.onState = onState;
    this.leaving = false; // the page is being closed
    this.sequence = 0;
    this.unsaved = null; // the newest commit that the server has not confirmed
    this.sentText = {}; // element of cmi → its JSON text, as last sent
    this.lastWasSnapshot = false;
    this.failures = 0;
    this.timer = null;
    addEventListener("online", () => this.unsaved && this.retry());
  }

  // scorm-again's interface of an HTTP service.
  updateSettings() {}

  processHttpRequest(_url, commit) {
    const body = this.stamp(commit);
    return this.leaving ? this.sendLeaving(body) : this.sendNow(body);
  }

  /** Send a commit without making anybody wait. */
  push(commit) {
    this.unsaved = this.stamp(commit);
    return this.retry();
  }

  /** What there is right now, while the page is hidden or closed; the content has not finished. */
  snapshot(commit) {
    const isNews = Object.entries(commit.runtimeData.cmi).some((entry) => this.isNews(entry));
    if (this.lastWasSnapshot && !isNews) return true;
    const body = { ...this.stamp(commit), final: undefined, snapshot: true };
    // Small, to leave room for the last words of the content's own `unload`.
    return this.beacon(this.trim(body)) || this.beacon(this.trim(body, BULKY));
  }

  stamp(commit) {
    // Every commit holds all data, so a newer one replaces an unsaved one; only that it was final must not be lost.
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
      return this.settle(body, 0);
    }
    return this.settle(body, request.status);
  }

  sendLeaving(body) {
    const sent = this.sendBeacon(body);
    this.unsaved = sent === "trimmed" ? this.stamp(body) : body;
    this.schedule(CONFIRM_SECONDS); // should the page live on after all
    return sent ? GOOD : BAD;
  }

  /** "whole", "trimmed", or "" if the browser took neither. */
  sendBeacon(body) {
    if (this.beacon(body)) return "whole";
    return this.beacon(this.trim(body)) || this.beacon(this.trim(body, BULKY)) ? "trimmed" : "";
  }

  beacon(body) {
    const blob = new Blob([JSON.stringify(body)], { type: "text/plain;charset=UTF-8" });
    const taken = navigator.sendBeacon(this.url, blob);
    if (taken) {
      this.remember(body);
      noteLastWords(this.session, body.commitSequence);
    }
    return taken;
  }

  /** Only what differs from what this session last sent; the server keeps the rest as it has it. */
  trim(body, leftOut = []) {
    const isWanted = (entry) => ALWAYS_SENT.includes(entry[0]) || (!leftOut.includes(entry[0]) && this.isNews(entry));
    const changed = Object.entries(body.runtimeData.cmi).filter(isWanted);
    const { session, commitSequence, final, snapshot } = body;
    const runtimeData = { cmi: Object.fromEntries(changed) };
    return { session, commitSequence, final, snapshot, trimmed: true, runtimeData };
  }

  isNews([name, value]) {
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
        signal: AbortSignal.timeout(ANSWER_SECONDS * 1000),
      });
      this.settle(body, response.status);
    } catch {
      this.settle(body, 0);
    }
  }

  /** `status` 0: no answer. */
  settle(body, status) {
    const isNewest = body.commitSequence >= (this.unsaved?.commitSequence ?? 0);
    if (status >= 200 && status < 300) {
      this.remember(body);
      if (isNewest) this.done("saved");
      return GOOD;
    }
    const isPassing = status === 0 || status === 408 || status === 429 || status >= 500;
    if (!isPassing) this.done("refused");
    else if (isNewest) this.keep(body);
    return BAD;
  }

  done(state) {
    clearTimeout(this.timer);
    this.unsaved = null;
    this.failures = 0;
    this.onState(state);
  }

  keep(body) {
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
