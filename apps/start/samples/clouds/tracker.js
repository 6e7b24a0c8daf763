/** Sends the course's results to a SCORM 1.2 LMS. Outside an LMS, and in review mode, nothing is sent. */

import { findApi } from "./shared/find_api.js";

const two = (number) => String(Math.floor(number)).padStart(2, "0");

/** CMITimespan, `HHHH:MM:SS.SS`. */
function timespan(milliseconds) {
  const seconds = milliseconds / 1000;
  const rest = (seconds % 60).toFixed(2).padStart(5, "0");
  return `${two(seconds / 3600).padStart(4, "0")}:${two((seconds / 60) % 60)}:${rest}`;
}

function clock(date) {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
}

export class Tracker {
  constructor() {
    this.startedAt = Date.now();
    this.api = findApi("API");
    this.open = this.api !== null && String(this.api.LMSInitialize("")) === "true";
    const mode = this.get("cmi.core.lesson_mode");
    this.writable = this.open && (mode === "" || mode === "normal");
    if (this.status === "" || this.status === "not attempted") this.set("cmi.core.lesson_status", "incomplete");
  }

  get(element) {
    return this.open ? String(this.api.LMSGetValue(element)) : "";
  }

  set(element, value) {
    if (this.writable) this.api.LMSSetValue(element, String(value));
  }

  commit() {
    if (this.writable) this.api.LMSCommit("");
  }

  get status() {
    return this.get("cmi.core.lesson_status");
  }

  get bookmark() {
    return this.get("cmi.core.lesson_location");
  }

  /** The answers saved last time, by question; empty if there are none, or they can't be read. */
  get answers() {
    try {
      return JSON.parse(this.get("cmi.suspend_data")).answers ?? {};
    } catch {
      return {};
    }
  }

  savePlace(page, answers) {
    this.set("cmi.core.lesson_location", page);
    this.set("cmi.suspend_data", JSON.stringify({ answers }));
    this.commit();
  }

  /** One answer to one question; answering it again adds another interaction. */
  saveInteraction({ id, response, pattern, right, milliseconds }) {
    const interaction = `cmi.interactions.${Number(this.get("cmi.interactions._count")) || 0}`;
    this.set(`${interaction}.id`, id);
    this.set(`${interaction}.time`, clock(new Date()));
    this.set(`${interaction}.type`, "choice");
    this.set(`${interaction}.correct_responses.0.pattern`, pattern);
    this.set(`${interaction}.weighting`, 1);
    this.set(`${interaction}.student_response`, response);
    this.set(`${interaction}.result`, right ? "correct" : "wrong");
    this.set(`${interaction}.latency`, timespan(milliseconds));
  }

  /** 0 to 100. */
  saveScore(raw) {
    this.set("cmi.core.score.min", 0);
    this.set("cmi.core.score.max", 100);
    this.set("cmi.core.score.raw", raw);
  }

  saveResult(passed) {
    this.set("cmi.core.lesson_status", passed ? "passed" : "failed");
    this.commit();
  }

  /** Ends the session, to be resumed if the course is not complete. A second call does nothing. */
  finish() {
    if (!this.open) return;
    this.set("cmi.core.exit", this.status === "incomplete" ? "suspend" : "");
    this.set("cmi.core.session_time", timespan(Date.now() - this.startedAt));
    this.open = this.writable = false;
    this.api.LMSFinish("");
  }
}
