// The learner's courses, each with the learner's registration, in a single request.

import { callApi } from "./api.js";
import { emit, runHooks } from "./hooks.js";
import { options } from "./page.js";

const COURSE_FIELDS = ["course_guid", "title", "custom"];
const RESULT_FIELDS = ["registration_guid", "active", "complete", "success", "score", "totaltime", "launched_at"];
const FIELDS = [...COURSE_FIELDS, ...RESULT_FIELDS.map((name) => `registrations.${name}`)].join(",");
const RECHECK_MS = [1500, 4000]; // after a window is closed, its last results may still arrive

/** `asked`: `fields`, and any filter of the API (`title_re`, `course_guid`, …). With a learner's key, `registrations`
 * has the newest one, or none. */
export function courses(asked = {}) {
  const { fields, ...filters } = asked;
  return callApi("course.json", { fields: fields?.toString() || FIELDS, ...filters });
}

/** The registration, refreshed from the course provider if it was launched. Undefined if there is none that this key
 * may see. */
async function freshRegistration(registrationGuid) {
  const asked = { registration_guid: registrationGuid, refresh_if_launched: "t", fields: RESULT_FIELDS.join(",") };
  const [registration] = await callApi("registration.json", asked);
  return registration;
}

/** After a course was left: runs the hooks, and updates all lists on the page with new data. */
export async function refreshAfterCourse(registrationGuid) {
  await runHooks("before_page_refresh", registrationGuid);
  let known = await announceChange(registrationGuid, undefined);
  for (const milliseconds of RECHECK_MS) {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    known = await announceChange(registrationGuid, known);
    if (options.reload_after_launch) return location.reload();
  }
}

/** Sends the event `coursesChanged` if the registration's JSON text is not `known`. Resolves to the current text. */
export async function announceChange(registrationGuid, known) {
  const registration = await freshRegistration(registrationGuid).catch(() => null);
  const text = JSON.stringify(registration);
  if (text !== known) emit("coursesChanged", { registration });
  return text;
}
