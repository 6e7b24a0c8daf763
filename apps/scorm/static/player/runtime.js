// The SCORM API that the content finds: scorm-again, with the stored data and our transport.

// A status or score is saved after a second, other values after five: that much is lost if the browser is killed.
const QUICK_SECONDS = 1;
const SOON_SECONDS = 5;
const QUICK = /^cmi\.(core\.lesson_status|core\.score\.|completion_status$|success_status$|progress_measure$|score\.)/;
const LOG_LENGTH = 200;

const STANDARDS = {
  "1.2": { className: "Scorm12API", name: "API", initialize: "LMSInitialize", set: "LMSSetValue", finish: "LMSFinish" },
  2004: { className: "Scorm2004API", name: "API_1484_11", initialize: "Initialize", set: "SetValue", finish: "Terminate" },
};

export class Runtime {
  static async load(standard, url, autocommitSeconds, transport) {
    const scormAgain = await import(url);
    return new Runtime(STANDARDS[standard], scormAgain, autocommitSeconds, transport);
  }

  constructor(names, scormAgain, autocommitSeconds, transport) {
    this.names = names;
    this.transport = transport;
    this.log = []; // scorm-again's last messages, for debugging a course
    this.timer = null;
    this.due = Infinity;
    this.api = new scormAgain[names.className]({
      lmsCommitUrl: transport.url,
      httpService: transport,
      autocommit: true,
      autocommitSeconds,
      dataCommitFormat: "json",
      renderCommonCommitFields: true,
      terminateCommitPayloadField: "final",
      alwaysSendTotalTime: true,
      selfReportSessionTime: false,
      logLevel: "WARN",
      onLogMessage: (level, message) => this.note(level, message),
    });
    this.api.on(names.initialize, () => this.saveWithin(QUICK_SECONDS));
    this.api.on(names.set, (element) => this.saveWithin(QUICK.test(element) ? QUICK_SECONDS : SOON_SECONDS));
  }

  note(level, message) {
    this.log.push(`${level} ${message}`);
    this.log.splice(0, this.log.length - LOG_LENGTH);
  }

  /** Loads the data in pieces, so that a value that scorm-again refuses does not keep out the others. */
  restore(cmi) {
    for (const [name, value] of Object.entries(cmi)) {
      const isList = name === "interactions" || name === "objectives" || name.startsWith("comments_from");
      const pieces = isList ? Object.entries(value).map(([index, entry]) => ({ [index]: entry })) : [value];
      for (const piece of pieces) this.restorePiece({ [name]: piece });
    }
  }

  restorePiece(piece) {
    try {
      this.api.loadFromJSON(piece, "cmi");
    } catch (error) {
      this.note("WARN", `not restored: ${Object.keys(piece)}: ${error}`);
    }
  }

  /** Puts the API where content looks for it: in a window around its own. */
  expose() {
    window[this.names.name] = this.api;
  }

  get isOpen() {
    return this.api.isInitialized();
  }

  onFinish(callback) {
    this.api.on(this.names.finish, callback);
  }

  finish() {
    clearTimeout(this.timer);
    if (this.isOpen) this.api[this.names.finish]("");
  }

  current() {
    return this.api.getCommitObject(false);
  }

  saveWithin(seconds) {
    const due = Date.now() + seconds * 1000;
    if (due >= this.due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.save(), seconds * 1000);
  }

  save() {
    this.due = Infinity;
    if (this.isOpen) this.transport.push(this.current());
  }
}
