/** Sends the course's results to a SCORM 2004 LMS. Outside an LMS, and in review mode, nothing is sent. */

import { findApi } from "./shared/find_api.js";

/** An ISO 8601 duration, the format of SCORM 2004. */
const duration = (milliseconds) => `PT${(milliseconds / 1000).toFixed(2)}S`;

export class Tracker {
  constructor() {
    this.startedAt = Date.now();
    this.api = findApi("API_1484_11");
    this.open = this.api !== null && String(this.api.Initialize("")) === "true";
    this.writable = this.open && this.get("cmi.mode") === "normal";
    if (!this.completed) this.set("cmi.completion_status", "incomplete");
  }

  get(element) {
    return this.open ? String(this.api.GetValue(element)) : "";
  }

  set(element, value) {
    if (this.writable) this.api.SetValue(element, String(value));
  }

  commit() {
    if (this.writable) this.api.Commit("");
  }

  get completed() {
    return this.get("cmi.completion_status") === "completed";
  }

  get bookmark() {
    return this.get("cmi.location");
  }

  /** The manifest's pass mark, −1 to 1; `fallback` if the LMS does not have it. */
  passMark(fallback) {
    return Number.parseFloat(this.get("cmi.scaled_passing_score")) || fallback;
  }

  /** The brews saved last time, by tea; empty if there are none, or they can't be read. */
  get brews() {
    try {
      return JSON.parse(this.get("cmi.suspend_data")).brews ?? {};
    } catch {
      return {};
    }
  }

  savePlace(page, brews) {
    this.set("cmi.location", page);
    this.set("cmi.suspend_data", JSON.stringify({ brews }));
    this.commit();
  }

  /** `measure`: 0 to 1. It never decreases, also when the learner goes back. */
  saveProgress(measure) {
    const before = Number.parseFloat(this.get("cmi.progress_measure")) || 0;
    if (measure > before) this.set("cmi.progress_measure", measure.toFixed(2));
  }

  /** One number that was set; right from `least` to `most`, both included. */
  saveInteraction({ id, objective, description, response, least, most, right, milliseconds }) {
    const interaction = `cmi.interactions.${Number(this.get("cmi.interactions._count")) || 0}`;
    this.set(`${interaction}.id`, id);
    this.set(`${interaction}.type`, "numeric");
    this.set(`${interaction}.objectives.0.id`, objective);
    this.set(`${interaction}.timestamp`, `${new Date().toISOString().slice(0, 19)}Z`);
    this.set(`${interaction}.correct_responses.0.pattern`, `${least}[:]${most}`);
    this.set(`${interaction}.weighting`, 1);
    this.set(`${interaction}.learner_response`, response);
    this.set(`${interaction}.result`, right ? "correct" : "incorrect");
    this.set(`${interaction}.latency`, duration(milliseconds));
    this.set(`${interaction}.description`, description);
  }

  /** The objective's index: an existing one if the LMS has it from the manifest, or else a new one. */
  #objective(id) {
    const count = Number(this.get("cmi.objectives._count")) || 0;
    for (let index = 0; index < count; index += 1) {
      if (this.get(`cmi.objectives.${index}.id`) === id) return index;
    }
    this.set(`cmi.objectives.${count}.id`, id);
    return count;
  }

  saveObjective(id, scaled, passMark) {
    const objective = `cmi.objectives.${this.#objective(id)}`;
    this.set(`${objective}.score.scaled`, scaled.toFixed(2));
    this.set(`${objective}.success_status`, scaled >= passMark ? "passed" : "failed");
    this.set(`${objective}.completion_status`, "completed");
  }

  saveResult(scaled, passed) {
    this.set("cmi.score.min", 0);
    this.set("cmi.score.max", 100);
    this.set("cmi.score.raw", Math.round(scaled * 100));
    this.set("cmi.score.scaled", scaled.toFixed(2));
    this.set("cmi.success_status", passed ? "passed" : "failed");
    this.set("cmi.completion_status", "completed");
    this.commit();
  }

  /** Ends the session, to be resumed if the course is not complete. A second call does nothing. */
  finish() {
    if (!this.open) return;
    this.set("cmi.exit", this.completed ? "normal" : "suspend");
    this.set("cmi.session_time", duration(Date.now() - this.startedAt));
    this.open = this.writable = false;
    this.api.Terminate("");
  }
}
