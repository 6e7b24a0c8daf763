// Calls with a key that is renewed when it has to be: before it runs out, and once when the API refuses it.

import { BrightError } from "./errors.js";
import { reportHealth } from "./health.js";
import { askHooks, emit, hasHook } from "./hooks.js";
import { moment, page } from "./page.js";
import { send } from "./transport.js";

const MARGIN_MS = 30_000;
const WRITING = /\b(create|gcreate|gupdate|launch_url|add_learners)\b/;
let renewal = null; // one for all calls that wait for it
let isToldOf = false;

/** GET `path` (`course.json`), the answer's document. Throws BrightError. */
export async function callApi(path, parameters = {}) {
  const isRepeatable = !WRITING.test(path) || parameters.dont_duplicate === "t";
  try {
    const found = await withKey((token) => send(path, parameters, token, isRepeatable));
    reportHealth(null);
    return found;
  } catch (error) {
    reportHealth(error);
    throw error;
  }
}

async function withKey(ask) {
  // Where there is no new key, the old one may still do: the server's clock counts.
  const failure = renewal || isRunningOut() ? await renewKey().then(() => null, (error) => error) : null;
  const token = page.token;
  try {
    return await ask(token);
  } catch (error) {
    if (error.status !== 401) throw error;
    if (failure) throw failure;
    if (page.token === token) await renewKey();
    return withFreshKey(ask);
  }
}

async function withFreshKey(ask) {
  try {
    return await ask(page.token);
  } catch (error) {
    throw error.status === 401 ? new BrightError("not_allowed", `${error.message}, with a new key`, 401) : error;
  }
}

function isRunningOut() {
  return hasHook("renew_token") && (!page.token || (page.expiresAt !== null && page.expiresAt - Date.now() < MARGIN_MS));
}

/** Throws BrightError "key_expired" if no hook gives a key. */
function renewKey() {
  renewal ??= askForKey().finally(() => (renewal = null));
  return renewal;
}

async function askForKey() {
  let reason = "no hook for renew_token gave another one";
  try {
    if (takeKey(await askHooks("renew_token"))) return;
  } catch (error) {
    reason = `the hook for renew_token failed: ${error.message}`;
  }
  tellOnce(reason);
  throw new BrightError("key_expired", `The API key is no longer good, and there is no new one: ${reason}.`, 401);
}

/** `answer`: the key itself, or the API's own record of it. Whether it is another key. */
function takeKey(answer) {
  const token = typeof answer === "string" ? answer : answer?.access_token;
  if (!token || token === page.token) return false;
  const until = moment(answer.expires_at);
  page.token = token;
  page.expiresAt = until > Date.now() ? until : null; // a new key that has run out means that this clock is wrong
  isToldOf = false;
  return true;
}

function tellOnce(reason) {
  if (!isToldOf) console.warn(`bright.js: a new API key is needed and was not to be had: ${reason}.`);
  isToldOf = true;
  emit("tokenExpired", { reason });
}
