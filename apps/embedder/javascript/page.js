// What the page says in its six meta tags, and what becomes of the key in them.

const API_PATH = "/bright/api/v2";
const NAMES = ["token", "token-expiration", "api-url", "first-name", "last-name", "email"];

export const options = {
  transport: "auto", // "fetch", "jsonp", or fetch with JSONP where that can't get through
  timeout: 30, // seconds
  launch_window: "", // the features of window.open; empty: a tab
  reload_after_launch: false, // reload the page after a course, as the vendor's script does
};

export const page = { token: "", expiresAt: null, apiUrl: "", fname: "", lname: "", email: "", isComplete: false };

export function readPage() {
  const [token, expiration, url, fname, lname, email] = NAMES.map(meta);
  Object.assign(page, { token: token ?? "", fname: fname ?? "", lname: lname ?? "", email: email ?? "" });
  page.expiresAt = moment(expiration);
  page.apiUrl = apiUrl(url);
  page.isComplete = NAMES.every((name) => meta(name) !== undefined) && Boolean(page.token && page.email);
}

function meta(name) {
  return document.querySelector(`meta[name="bright-${name}"]`)?.content.trim();
}

/** With or without the API's path, with or without a slash at its end; empty if it is no web address. */
function apiUrl(text) {
  const url = URL.canParse(text ?? "") ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return "";
  const path = url.pathname.replace(/\/+$/, "");
  return url.origin + (path.includes("/bright/api/") ? path : path + API_PATH);
}

/** Milliseconds of a time as the API writes it, or of seconds since 1970; null if it says nothing. */
export function moment(text) {
  const found = /^\d+$/.test(text ?? "") ? Number(text) * 1000 : Date.parse(text ?? "");
  return Number.isNaN(found) ? null : found;
}
