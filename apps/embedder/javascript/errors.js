// The one kind of error that bright.js throws, and the sentences that people read.

/** All that a learner may read; a site changes or translates them before the page is loaded: `Bright.words.start = …`. */
export const words = {
  start: "Start",
  resume: "Continue",
  review: "Review",
  retry: "Try again",
  not_started: "Not started",
  in_progress: "In progress",
  completed: "Completed",
  passed: "Passed",
  failed: "Not passed",
  inactive: "Not available",
  score: "Score",
  list: "Courses",
  loading: "Loading your courses …",
  empty: "There are no courses for you yet.",
  opening: "Opening the course …",
  opened: "The course is open in its own window. This list is updated when you close it.",
  blocked: "Your browser did not let the course open a window.",
  open_link: "Open the course",
  key_expired: "Your session has ended: reload the page.",
  not_allowed: "This is not available to you.",
  not_found: "This course is not available to you.",
  provider_refused: "The course can’t be opened right now. Please try again later.",
  network: "The course server can’t be reached. Check your connection, then try again.",
  timeout: "The course server takes too long to answer. Please try again.",
  server: "Something went wrong on the course server. Please try again later.",
  not_set_up: "This page is not set up for courses: tell the people who run it.",
};

const CODE_OF_STATUS = { 401: "key_expired", 403: "provider_refused", 404: "not_found" };

/**
 * `code`: key_expired (no new key was to be had), not_allowed (a fresh key may not do this either), not_found,
 * provider_refused, network, timeout, not_set_up, or server (anything else).
 * `status`: as the API answered, 0 if it did not. `sentence`: for the learner. `message`: for the console.
 */
export class BrightError extends Error {
  constructor(code, message, status = 0) {
    super(message);
    this.name = "BrightError";
    this.code = code;
    this.status = status;
  }

  static ofStatus(status, path, detail = "") {
    const message = `Bright answered ${status} to ${path}${detail && `: ${detail}`}`;
    return new BrightError(CODE_OF_STATUS[status] ?? "server", message, status);
  }

  get sentence() {
    return words[this.code];
  }

  /** Whether the same call may succeed in a moment. */
  get isPassing() {
    return ["network", "timeout", "server", "provider_refused"].includes(this.code);
  }
}
