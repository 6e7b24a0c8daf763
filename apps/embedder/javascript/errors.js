// The error that bright.js throws, and all texts for learners.

/** All texts for learners. A site may change or translate them while the page is loading: `Bright.words.start = …`. */
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
  key_expired: "Your session has ended. Please reload the page.",
  not_allowed: "This is not available to you.",
  not_found: "This course is not available to you.",
  provider_refused: "The course can’t be opened right now. Please try again later.",
  network: "The course server can’t be reached. Check your connection, then try again.",
  timeout: "The course server is taking too long to respond. Please try again.",
  server: "Something went wrong on the course server. Please try again later.",
  not_set_up: "This page is not set up for courses. Please tell the people who run it.",
};

const CODE_OF_STATUS = { 401: "key_expired", 403: "provider_refused", 404: "not_found" };

/**
 * `code`: key_expired (and there is no new key), not_allowed (a new key may not do this either), not_found,
 * provider_refused, network, timeout, not_set_up, or server (anything else).
 * `status`: the HTTP status, 0 without a response. `sentence`: for the learner. `message`: for the developer.
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

  /** Whether the same call may succeed later. */
  get isPassing() {
    return ["network", "timeout", "server", "provider_refused"].includes(this.code);
  }
}
