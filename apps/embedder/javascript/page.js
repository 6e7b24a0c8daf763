// The page's six meta tags. The key in them is replaced when it is renewed.

const API_PATH = "/bright/api/v2";
const NAMES = ["token", "token-expiration", "api-url", "first-name", "last-name", "email"];

export const options = {
  transport: "auto", // "fetch", "jsonp", or "auto": fetch, then JSONP if fetch can't reach the server
  timeout: 30, // seconds
  launch_window: "", // the features for window.open; if empty, a tab is opened
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

/** The API's URL from one with or without its path and trailing slash; "" if it is not an http(s) URL. */
function apiUrl(text) {
  const url = URL.canParse(text ?? "") ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return "";
  const path = url.pathname.replace(/\/+$/, "");
  return url.origin + (path.includes("/bright/api/") ? path : path + API_PATH);
}

/** Milliseconds since 1970, from an ISO 8601 time or from seconds since 1970; null for other texts. */
export function moment(text) {
  const milliseconds = /^\d+$/.test(text ?? "") ? Number(text) * 1000 : Date.parse(text ?? "");
  return Number.isNaN(milliseconds) ? null : milliseconds;
}
