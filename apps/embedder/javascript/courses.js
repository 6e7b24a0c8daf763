// The learner's courses, each with the learner's own registration: one request for a whole page.

import { callApi } from "./api.js";
import { emit, runHooks } from "./hooks.js";
import { options } from "./page.js";

const COURSE_FIELDS = ["course_guid", "title", "custom"];
const RESULT_FIELDS = ["registration_guid", "active", "complete", "success", "score", "totaltime", "launched_at"];
const FIELDS = [...COURSE_FIELDS, ...RESULT_FIELDS.map((name) => `registrations.${name}`)].join(",");
const LATER_MS = [1500, 4000]; // after a window closes, its last words may still be on their way

/** `asked`: `fields`, and any filter of the API (`title_re`, `course_guid`, …). Under a learner's key `registrations`
 * holds the newest one, or nothing. */
export function courses(asked = {}) {
  const { fields, ...filters } = asked;
  return callApi("course.json", { fields: fields?.toString() || FIELDS, ...filters });
}

/** The record of one registration after a course: asks the provider first if it was launched. Undefined if there is
 * none that this key may see. */
async function result(registrationGuid) {
  const asked = { registration_guid: registrationGuid, refresh_if_launched: "t", fields: RESULT_FIELDS.join(",") };
  const [found] = await callApi("registration.json", asked);
  return found;
}

/** A course was left: hooks, fresh data, and the news to all lists on the page. */
export async function refreshAfterCourse(registrationGuid) {
  await runHooks("before_page_refresh", registrationGuid);
  let known = await tell(registrationGuid, undefined);
  for (const milliseconds of LATER_MS) {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    known = await tell(registrationGuid, known);
    if (options.reload_after_launch) return location.reload();
  }
}

/** Tells of the registration unless it is as `known`; the text of what is known now. */
export async function tell(registrationGuid, known) {
  const registration = await result(registrationGuid).catch(() => null);
  const text = JSON.stringify(registration);
  if (text !== known) emit("coursesChanged", { registration });
  return text;
}
