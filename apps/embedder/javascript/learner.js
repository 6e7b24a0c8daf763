// Whose key it is, where the page doesn't say.

import { callApi } from "./api.js";
import { BrightError } from "./errors.js";
import { page } from "./page.js";

/** Asks whom the key is bound to; one that is bound to nobody says nothing. */
export async function askWhoLearns() {
  const people = await callApi("realm_user.json", { fields: "email", limit: 2 });
  if (people.length === 1) page.email ||= people[0].email;
}

export async function learner() {
  if (!page.email) await askWhoLearns();
  if (!page.email) throw new BrightError("not_set_up", 'There is no <meta name="bright-email">, and the key is nobody’s.');
  return { learner_id: page.email, fname: page.fname, lname: page.lname };
}
