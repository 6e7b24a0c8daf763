// API calls. The key is renewed before it expires, and once if the API refuses it.

import { BrightError } from "./errors.js";
import { reportHealth } from "./health.js";
import { askHooks, emit, hasHook } from "./hooks.js";
import { moment, page } from "./page.js";
import { send } from "./transport.js";

const MARGIN_MS = 30_000;
const WRITES = /\b(create|gcreate|gupdate|launch_url|add_learners)\b/;
let renewal = null; // the promise that all waiting calls share
let hasWarned = false;

/** GET `path`, for instance `course.json`. Resolves to the parsed response; throws BrightError. */
export async function callApi(path, parameters = {}) {
  const isRepeatable = !WRITES.test(path) || parameters.dont_duplicate === "t";
  try {
    const answer = await withKey((token) => send(path, parameters, token, isRepeatable));
    reportHealth(null);
    return answer;
  } catch (error) {
    reportHealth(error);
    throw error;
  }
}

async function withKey(request) {
  // If there is no new key, the old one may still work: only the server's clock counts.
  const failure = renewal || isExpiring() ? await renewKey().then(() => null, (error) => error) : null;
  const token = page.token;
  try {
    return await request(token);
  } catch (error) {
    if (error.status !== 401) throw error;
    if (failure) throw failure;
    if (page.token === token) await renewKey();
    return withNewKey(request);
  }
}

async function withNewKey(request) {
  try {
    return await request(page.token);
  } catch (error) {
    throw error.status === 401 ? new BrightError("not_allowed", `${error.message}, with a new key`, 401) : error;
  }
}

function isExpiring() {
  return hasHook("renew_token") && (!page.token || (page.expiresAt !== null && page.expiresAt - Date.now() < MARGIN_MS));
}

/** Throws BrightError "key_expired" if no hook returns a key. */
function renewKey() {
  renewal ??= askForKey().finally(() => (renewal = null));
  return renewal;
}

async function askForKey() {
  let reason = "no hook for renew_token returned a new one";
  try {
    if (useKey(await askHooks("renew_token"))) return;
  } catch (error) {
    reason = `the hook for renew_token failed: ${error.message}`;
  }
  warnOnce(reason);
  throw new BrightError("key_expired", `The API key has expired or was refused, and there is no new one: ${reason}.`, 401);
}

/** Uses the key that a hook returned: the key itself, or the API's record of it. False if it is not a new key. */
function useKey(answer) {
  const token = typeof answer === "string" ? answer : answer?.access_token;
  if (!token || token === page.token) return false;
  const expiresAt = moment(answer.expires_at);
  page.token = token;
  page.expiresAt = expiresAt > Date.now() ? expiresAt : null; // if a new key has expired, this clock is wrong
  hasWarned = false;
  return true;
}

function warnOnce(reason) {
  if (!hasWarned) console.warn(`bright.js: a new API key is needed, but there is none: ${reason}.`);
  hasWarned = true;
  emit("tokenExpired", { reason });
}
