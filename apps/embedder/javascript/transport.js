// One call to the API: by fetch, or by JSONP where fetch can't get through. The key goes into the query, as the vendor's
// script has it: so the call is a simple one, without a preflight, and the server takes the key out before it logs.

import { BrightError } from "./errors.js";
import { options, page } from "./page.js";

export const callbacks = {}; // of JSONP calls under way; the answers call `Bright.jsonp.c1(document, status)`
let isFetchShutOut = false;
let count = 0;

/**
 * The document that the API answers; otherwise throws BrightError. `isRepeatable`: a call that fetch can't bring back
 * may have been carried out, so only one that changes nothing is repeated by JSONP.
 */
export async function send(path, parameters, token, isRepeatable) {
  if (!page.apiUrl) throw new BrightError("not_set_up", "There is no <meta name=\"bright-api-url\"> with a web address.");
  if (options.transport === "jsonp" || isFetchShutOut) return byJsonp(path, parameters, token);
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
  isFetchShutOut = true;
}

function address(path, parameters, token, more = {}) {
  const given = Object.entries({ ...parameters, ...more, api_key: token });
  const query = given.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return `${page.apiUrl}/${path}?${new URLSearchParams(query)}`;
}

async function byFetch(path, parameters, token) {
  const signal = AbortSignal.timeout(options.timeout * 1000);
  let response;
  let text;
  try {
    response = await fetch(address(path, parameters, token), { credentials: "omit", signal });
    text = await response.text();
  } catch (error) {
    if (error.name === "TimeoutError") throw tooLate(path);
    throw new BrightError("network", `Bright could not be reached for ${path}: ${error.message}`);
  }
  const document = parsed(text);
  if (!response.ok) throw BrightError.ofStatus(response.status, path, document?.error_message);
  if (document === undefined) throw new BrightError("server", `Bright’s answer to ${path} was no JSON.`);
  return document;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tooLate(path) {
  return new BrightError("timeout", `Bright did not answer ${path} within ${options.timeout} seconds.`);
}

function byJsonp(path, parameters, token) {
  const name = `c${++count}`;
  const script = document.createElement("script");
  let timer;
  const answered = new Promise((resolve, reject) => {
    callbacks[name] = (found, status) => {
      if (status < 400) resolve(found);
      else reject(BrightError.ofStatus(status, path, found?.error_message));
    };
    timer = setTimeout(() => reject(tooLate(path)), options.timeout * 1000);
    script.onerror = () => reject(new BrightError("network", `Bright could not be reached for ${path} by JSONP.`));
    script.onload = () => reject(new BrightError("server", `Bright’s answer to ${path} was no JSONP.`));
  });
  script.src = address(path, parameters, token, { callback: `Bright.jsonp.${name}` });
  document.head.append(script);
  return answered.finally(() => {
    clearTimeout(timer);
    script.remove();
    callbacks[name] = () => {}; // an answer that comes too late must find a function
  });
}
