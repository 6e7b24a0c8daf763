/** bright.js: the types of `window.Bright`, of the events of `document`, and of the element that it defines. */

declare namespace BrightJs {
  type Result = "passed" | "failed" | "unknown";
  type Completion = "complete" | "incomplete" | "unknown";
  type ErrorCode =
    | "key_expired"
    | "not_allowed"
    | "not_found"
    | "provider_refused"
    | "network"
    | "timeout"
    | "not_set_up"
    | "server";

  /** With the fields that `courses()` requests by default. */
  interface Registration {
    registration_guid: string;
    active: boolean;
    complete: Completion;
    success: Result;
    score: number | null;
    /** Seconds. */
    totaltime: number;
    /** ISO 8601, UTC. */
    launched_at: string | null;
  }

  interface Course {
    course_guid: string;
    title: string;
    custom: string | null;
    /** With a learner's key: that learner's newest registration, or none. */
    registrations: Registration[];
  }

  /** `fields`, and any filter of the API's course index. */
  interface CoursesAsked {
    fields?: string | string[];
    course_guid?: string | null;
    title?: string;
    title_re?: string | null;
    [filter: string]: unknown;
  }

  /** A course's guid, or a registration's. */
  type Launchable = string | { course_guid: string } | { registration_guid: string };

  interface LaunchAsked {
    /** Record nothing. */
    review?: boolean;
    /** Where the player goes when the learner leaves the course. */
    redirect_url?: string;
    /** Separated by commas; added to the course's tags. */
    tags?: string;
    /** The element after which a link is shown if the browser blocks the window. */
    near?: Element;
  }

  interface Launched {
    registration_guid: string;
    blocked: boolean;
  }

  /** What a hook for `renew_token` returns: the key, or the API's record of it. */
  type NewKey = string | { access_token: string; expires_at?: string | null };
  type MaybePromise<T> = T | Promise<T>;

  interface Hooks {
    after_load(): unknown;
    before_page_refresh(registrationGuid: string): unknown;
    after_health_check_success(error: null): unknown;
    after_health_check_failure(error: BrightError): unknown;
    renew_token(): MaybePromise<NewKey | null | undefined>;
  }

  interface Options {
    transport: "auto" | "fetch" | "jsonp";
    /** Seconds. */
    timeout: number;
    /** The features for `window.open`; if empty, a tab is opened. */
    launch_window: string;
    reload_after_launch: boolean;
  }

  interface BrightError extends Error {
    readonly code: ErrorCode;
    /** The HTTP status; 0 without a response. */
    readonly status: number;
    /** The message for the learner. */
    readonly sentence: string;
    /** Whether the same call may succeed later. */
    readonly isPassing: boolean;
  }

  interface Template {
    readonly id: string;
    readonly divId: string;
    readonly type: "course" | "courselist" | "generic";
    readonly element: HTMLElement;
    readonly data: { templateName: string; [name: string]: unknown };
    /** A jQuery object if the page has jQuery, otherwise an array with the element. */
    getTemplateDiv(): ArrayLike<HTMLElement>;
  }

  interface TemplateList extends Array<Template> {
    get(id: string): Template | undefined;
  }

  interface Api {
    readonly options: Options;
    /** All texts that learners see. */
    readonly words: Record<string, string>;
    readonly bright_template_list: TemplateList;
    readonly Error: { new (code: ErrorCode, message: string, status?: number): BrightError };
    /** Resolved once the meta tags are read and the health check has ended, whatever its result. */
    readonly whenStarted: Promise<void>;
    /** The functions that JSONP responses call. */
    readonly jsonp: Record<string, unknown>;
    addHook<Name extends keyof Hooks>(name: Name, hook: Hooks[Name]): void;
    /** Whether calls are possible: there is a key that was not refused, and the server can be reached. */
    ready(): boolean;
    apiKey(): string;
    /** GET of any path of the API, for instance `"registration.json"`. Rejects with BrightError. */
    callApi<Answer = unknown>(path: string, parameters?: Record<string, unknown>): Promise<Answer>;
    courses<Found = Course>(asked?: CoursesAsked): Promise<Found[]>;
    /** Must be called from a click. Rejects with BrightError. */
    launch(wanted: Launchable, asked?: LaunchAsked): Promise<Launched>;
    renderTemplates(): Promise<void>;
  }

  interface CourseListElement extends HTMLElement {
    update(): Promise<void>;
  }
}

declare const Bright: BrightJs.Api;

interface Window {
  Bright: BrightJs.Api;
}

interface HTMLElementTagNameMap {
  "bright-course-list": BrightJs.CourseListElement;
}

interface DocumentEventMap {
  "bright:health": CustomEvent<{ ready: boolean; error: BrightJs.BrightError | null }>;
  "bright:launched": CustomEvent<{ registration_guid: string }>;
  "bright:coursesChanged": CustomEvent<{ registration: BrightJs.Registration | null | undefined }>;
  "bright:tokenExpired": CustomEvent<{ reason: string }>;
}
