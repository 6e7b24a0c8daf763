// One API call: by fetch, or by JSONP if fetch can't reach the server. The key is in the query string, as in the
// vendor's script: so no preflight request is needed. The server removes the key before it logs the URL.

import { BrightError } from "./errors.js";
import { options, page } from "./page.js";

export const callbacks = {}; // of pending JSONP calls; responses call `Bright.jsonp.c1(document, status)`
let isFetchBlocked = false;
let count = 0;

/**
 * Resolves to the parsed response; throws BrightError. `isRepeatable`: a call whose response fetch can't read may have
 * been carried out, so only calls that change nothing are repeated by JSONP.
 */
export async function send(path, parameters, token, isRepeatable) {
  if (!page.apiUrl) throw new BrightError("not_set_up", "There is no <meta name=\"bright-api-url\"> with a web address.");
  if (options.transport === "jsonp" || isFetchBlocked) return byJsonp(path, parameters, token);
  try {
    return await byFetch(path, parameters, token);
  } catch (error) {
    if (error.code !== "network" || options.transport === "fetch" || !isRepeatable) throw error;
    const answered = byJsonp(path, parameters, token);
    answered.then(stayWithJsonp, (failure) => failure.status && stayWithJsonp());
    return answered;
  }
}

function stayWithJsonp() {
  isFetchBlocked = true;
}

function urlOf(path, parameters, token, more = {}) {
  const given = Object.entries({ ...parameters, ...more, api_key: token });
  const query = given.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return `${page.apiUrl}/${path}?${new URLSearchParams(query)}`;
}

async function byFetch(path, parameters, token) {
  const signal = AbortSignal.timeout(options.timeout * 1000);
  let response;
  let text;
  try {
    response = await fetch(urlOf(path, parameters, token), { credentials: "omit", signal });
    text = await response.text();
  } catch (error) {
    if (error.name === "TimeoutError") throw timeoutError(path);
    throw new BrightError("network", `Bright could not be reached for ${path}: ${error.message}`);
  }
  const document = parsed(text);
  if (!response.ok) throw BrightError.ofStatus(response.status, path, document?.error_message);
  if (document === undefined) throw new BrightError("server", `Bright’s response to ${path} is not JSON.`);
  return document;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function timeoutError(path) {
  return new BrightError("timeout", `Bright did not respond to ${path} within ${options.timeout} seconds.`);
}

function byJsonp(path, parameters, token) {
  const name = `c${++count}`;
  const script = document.createElement("script");
  let timer;
  const answered = new Promise((resolve, reject) => {
    callbacks[name] = (document, status) => {
      if (status < 400) resolve(document);
      else reject(BrightError.ofStatus(status, path, document?.error_message));
    };
    timer = setTimeout(() => reject(timeoutError(path)), options.timeout * 1000);
    script.onerror = () => reject(new BrightError("network", `Bright could not be reached for ${path} by JSONP.`));
    script.onload = () => reject(new BrightError("server", `Bright’s response to ${path} is not JSONP.`));
  });
  script.src = urlOf(path, parameters, token, { callback: `Bright.jsonp.${name}` });
  document.head.append(script);
  return answered.finally(() => {
    clearTimeout(timer);
    script.remove();
    callbacks[name] = () => {}; // a late response must still find a function
  });
}
