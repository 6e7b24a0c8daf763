// The learner, from the meta tags or from the API key.

import { callApi } from "./api.js";
import { BrightError } from "./errors.js";
import { page } from "./page.js";

/** Sets `page.email`, if it is missing, to the user that the key is bound to; does nothing if it is bound to none. */
export async function loadLearner() {
  const people = await callApi("realm_user.json", { fields: "email", limit: 2 });
  if (people.length === 1) page.email ||= people[0].email;
}

export async function learner() {
  if (!page.email) await loadLearner();
  if (!page.email) throw new BrightError("not_set_up", 'There is no <meta name="bright-email">, and the key is not bound to a user.');
  return { learner_id: page.email, fname: page.fname, lname: page.lname };
}
